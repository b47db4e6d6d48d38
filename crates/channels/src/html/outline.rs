//! The outline of an HTML document: how many nodes its tree has and how deeply they are nested, found by the parser itself
//! before a tree with their contents is built. Counting tags would not do: a parser repeats formatting that is left open,
//! ignores end tags that end nothing, and moves what stands in a wrong place.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use html5ever::{
    Attribute, ParseOpts, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns, parse_document,
    tendril::{StrTendril, TendrilSink as _},
    tree_builder::TreeBuilderOpts,
};

/// The parser is fed pieces of this many bytes, and stopped after the first one that exceeds a bound: one tag of a piece
/// may repeat as many elements as the depth allows.
const PIECE: usize = 512;

/// What a document may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Elements, comments and stretches of text.
    pub(super) nodes: usize,
    /// Elements within each other.
    pub(super) depth: usize,
}

/// Whether the tree of a document stays within the bounds.
pub(super) fn is_within(html: &str, bounds: Bounds) -> bool {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink =
        Outline { bounds, document: Node::new(root()), nodes: Cell::new(0), exceeded: Cell::new(false) };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.max(4)));
        parser.process(piece.into());
        if parser.tokenizer.sink.sink.exceeded.get() {
            return false;
        }
        rest = after;
    }
    parser.finish()
}

fn root() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

/// A node, known by its name and its place.
#[derive(Debug)]
struct Node {
    name: QualName,
    parent: RefCell<Option<Rc<Node>>>,
    /// What was put here; some of it may have moved away since.
    children: RefCell<Vec<Weak<Node>>>,
}

impl Node {
    fn new(name: QualName) -> Rc<Self> {
        Rc::new(Self { name, parent: RefCell::default(), children: RefCell::default() })
    }

    fn parent(&self) -> Option<Rc<Self>> {
        self.parent.borrow().clone()
    }
}

/// Builds the outline.
struct Outline {
    bounds: Bounds,
    document: Rc<Node>,
    nodes: Cell<usize>,
    exceeded: Cell<bool>,
}

impl Outline {
    fn count(&self) {
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > self.bounds.nodes {
            self.exceeded.set(true);
        }
    }

    fn place(&self, parent: &Rc<Node>, child: &Rc<Node>) {
        let mut depth = 1;
        let mut above = Some(Rc::clone(parent));
        while let Some(node) = above {
            depth += 1;
            if depth > self.bounds.depth {
                self.exceeded.set(true);
                break;
            }
            above = node.parent();
        }
        parent.children.borrow_mut().push(Rc::downgrade(child));
        *child.parent.borrow_mut() = Some(Rc::clone(parent));
    }
}

impl TreeSink for Outline {
    type Handle = Rc<Node>;
    type Output = bool;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> bool {
        !self.exceeded.get()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<Node> {
        Rc::clone(&self.document)
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Node>) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Rc<Node> {
        self.count();
        Node::new(name)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Node> {
        self.count();
        Node::new(root())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Node> {
        self.count();
        Node::new(root())
    }

    fn append(&self, parent: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        match child {
            NodeOrText::AppendNode(child) => self.place(parent, &child),
            NodeOrText::AppendText(_) => self.count(),
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<Node>,
        before: &Rc<Node>,
        child: NodeOrText<Rc<Node>>,
    ) {
        if element.parent().is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Rc<Node>) -> Rc<Node> {
        Rc::clone(target)
    }

    fn same_node(&self, one: &Rc<Node>, other: &Rc<Node>) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        let parent = sibling.parent().unwrap_or_else(|| self.get_document());
        self.append(&parent, child);
    }

    fn add_attrs_if_missing(&self, _: &Rc<Node>, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Rc<Node>) {
        target.parent.take();
    }

    fn reparent_children(&self, node: &Rc<Node>, to: &Rc<Node>) {
        for child in node.children.take().iter().filter_map(Weak::upgrade) {
            if child.parent().is_some_and(|parent| Rc::ptr_eq(&parent, node)) {
                self.place(to, &child);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(nodes: usize, depth: usize, html: &str) -> bool {
        is_within(html, Bounds { nodes, depth })
    }

    #[test]
    fn a_letter_is_within_and_its_depth_is_counted() {
        let letter = "<p>Bonjour <b>à <i>vous</i></b></p>".repeat(100);
        assert!(within(1_000, 8, &letter));
        assert!(!within(400, 8, &letter));
        assert!(within(1_000, 50, &format!("{}x{}", "<div>".repeat(40), "</div>".repeat(40))));
        assert!(!within(1_000, 30, &"<div>".repeat(40)));
    }

    #[test]
    fn what_a_parser_makes_deep_or_many_is_seen() {
        // End tags that end nothing; formatting that goes on within; formatting that each paragraph repeats; what is
        // nested in a drawing.
        for html in ["<div></b>", "<b><div></b>", "<svg><td>"] {
            assert!(!within(100_000, 100, &html.repeat(1_000)), "{html}");
        }
        let open: Vec<_> = (0..90).map(|n| format!("<b a={n}>")).collect();
        assert!(!within(20_000, 200, &(open.concat() + &"<p>x</p>".repeat(10_000))));
        assert!(within(1_000, 20, &format!("<style>{}</style>", "<b>".repeat(100))));
    }
}
