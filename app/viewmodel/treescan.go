package viewmodel

import "strings"

// children takes apart what a node holds, but not what its children hold. A group's are some of
// those of the node above it; those of a node with very many are groups.
func (t *Tree) children(parent treeNode) (list []treeNode) {
	at, index := parent.from, parent.index
	if !parent.group {
		at, index = parent.from+1, 0
	}
	grouped := !parent.group && parent.count > treeGroup
	for last := index + parent.count; index < last; index++ {
		at = t.blank(at)
		if !grouped || index%treeGroup == 0 {
			list = append(list, treeNode{})
		}
		child := &list[len(list)-1]
		if grouped && index%treeGroup == 0 {
			*child = treeNode{
				depth: parent.depth + 1, from: at, index: index, closing: parent.closing,
				count: min(treeGroup, last-index), group: true,
			}
		}
		name, nameEnd := 0, 0
		if parent.closing == '}' {
			name, nameEnd = at, stringEnd(t.src, at)
			at = t.blank(t.blank(nameEnd) + 1)
		}
		value := t.value(at)
		if at = t.blank(value.end); at < len(t.src) && t.src[at] == ',' {
			at++
		}
		if !grouped {
			value.depth, value.index, value.name, value.nameEnd = parent.depth+1, index, name, nameEnd
			*child = value
		}
	}
	return list
}

// value returns the node of the value that begins at a place.
func (t *Tree) value(at int) treeNode {
	n := treeNode{from: at}
	switch t.src[at] {
	case '"':
		n.end = stringEnd(t.src, at)
	case '{', '[':
		n.closing = t.src[at] + 2 // ']' follows two after '[', and so do the braces
		n.end, n.count = t.closed(at)
	default:
		n.end = at
		for n.end < len(t.src) && strings.IndexByte(",]} \t\r\n", t.src[n.end]) < 0 {
			n.end++
		}
	}
	return n
}

// closed returns where what opens at a place is closed again, and how many values stand
// directly in it.
func (t *Tree) closed(at int) (end, count int) {
	inside := t.blank(at + 1)
	if c := t.src[inside]; c == ']' || c == '}' {
		return inside + 1, 0
	}
	count = 1
	depth := 0
	for ; at < len(t.src); at++ {
		switch t.src[at] {
		case '"':
			at = stringEnd(t.src, at) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1, count
			}
		case ',':
			if depth == 1 {
				count++
			}
		}
	}
	return len(t.src), count
}

// blank returns the first place from at on that is no white space.
func (t *Tree) blank(at int) int {
	for at < len(t.src) && strings.IndexByte(" \t\r\n", t.src[at]) >= 0 {
		at++
	}
	return at
}
