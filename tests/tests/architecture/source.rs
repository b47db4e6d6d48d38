//! The Rust files of a crate as modules: which items each defines, which names it imports, and which modules it uses.
//!
//! Read token by token, so that paths within macros count and words within comments and strings don't. What only tests compile is
//! left out. Two things are not seen: a method that another module adds to a type (`impl App` in several files), and a trait
//! that is in scope for its methods alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A path of segments; that of a module is empty for the crate's root.
pub(super) type Segments = Vec<String>;

/// The modules of one crate.
#[derive(Default)]
pub(super) struct Source {
    pub(super) modules: BTreeMap<Segments, Module>,
}

/// One module.
#[derive(Default)]
pub(super) struct Module {
    /// The file it stands in, and how many lines that has.
    pub(super) file: PathBuf,
    pub(super) lines: usize,
    /// Names of modules declared here.
    children: BTreeSet<String>,
    /// Names of the items defined here.
    items: BTreeSet<String>,
    /// What each imported or re-exported name stands for.
    imports: BTreeMap<String, Segments>,
    /// Modules and enums of which everything is imported.
    globs: Vec<Segments>,
    /// Paths that the module's own code names, re-exports left out.
    named: Vec<Segments>,
}

/// Every crate of the workspace, by its name; read once for all tests.
pub(super) static CRATES: LazyLock<BTreeMap<String, Source>> = LazyLock::new(|| {
    let names = super::crates().into_iter();
    names.map(|name| (name.clone(), Source::read(&super::folder(&name).join("src")))).collect()
});

impl Source {
    /// Reads a crate from its `src` folder.
    fn read(src: &Path) -> Self {
        let mut source = Self::default();
        let root = src.join("lib.rs");
        source.read_file(&root, src, &Segments::new());
        source
    }

    fn read_file(&mut self, file: &Path, folder: &Path, path: &Segments) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let module = Module { file: file.to_owned(), lines: text.lines().count(), ..Module::default() };
        self.modules.insert(path.clone(), module);
        for child in self.walk(tokens, path) {
            let (flat, nested) = (folder.join(format!("{child}.rs")), folder.join(&child).join("mod.rs"));
            let at = if flat.exists() { flat } else { nested };
            let path = [path.as_slice(), std::slice::from_ref(&child)].concat();
            self.read_file(&at, &folder.join(&child), &path);
        }
    }

    /// Notes what stands in a module, and returns the names of the children that have files of their own.
    fn walk(&mut self, tokens: TokenStream, path: &Segments) -> Vec<String> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (mut children, mut at) = (vec![], 0);
        let mut is_public = false;
        while at < tokens.len() {
            if let Some(attribute) = attribute(&tokens[at..]) {
                at += 2;
                if is_for_tests(attribute) {
                    at = end_of_item(&tokens, at);
                }
                continue;
            }
            match word(tokens.get(at)).as_deref() {
                Some("pub") => {
                    is_public = true;
                    at += 1;
                    if matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
                    {
                        at += 1;
                    }
                    continue;
                }
                Some("use") => {
                    let end = end_of_item(&tokens, at);
                    self.import(&tokens[at + 1..end - 1], path, is_public);
                    at = end;
                }
                Some("mod") if word(tokens.get(at + 1)).is_some() => {
                    let name = word(tokens.get(at + 1)).expect("a name");
                    self.module(path).children.insert(name.clone());
                    if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                        let inner = [path.as_slice(), &[name]].concat();
                        let Module { file, .. } = self.module(path);
                        let module = Module { file: file.clone(), ..Module::default() };
                        self.modules.insert(inner.clone(), module);
                        self.walk(body.stream(), &inner);
                    } else {
                        children.push(name);
                    }
                    at += 3;
                }
                Some(keyword) if DEFINES.contains(&keyword) => {
                    if let Some(name) = word(tokens.get(at + 1)) {
                        self.module(path).items.insert(name);
                    }
                    at += 1;
                }
                _ => at = self.note(&tokens, at, path),
            }
            is_public = false;
        }
        children
    }

    /// Notes the path that begins at a token, or what a group holds, and returns where to read on.
    fn note(&mut self, tokens: &[TokenTree], at: usize, path: &Segments) -> usize {
        if let TokenTree::Group(group) = &tokens[at] {
            self.walk(group.stream(), path);
            return at + 1;
        }
        let is_continued =
            at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(mark) if mark.as_char() == '.');
        let Some(mut segments) = word(tokens.get(at)).map(|word| vec![word]) else { return at + 1 };
        let mut end = at + 1;
        while is_double_colon(tokens, end)
            && let Some(next) = word(tokens.get(end + 2))
        {
            segments.push(next);
            end += 3;
        }
        if !is_continued && !is_double_colon_before(tokens, at) {
            self.module(path).named.push(segments);
        }
        end
    }

    /// Notes the names that one `use` brings.
    fn import(&mut self, tree: &[TokenTree], path: &Segments, is_re_export: bool) {
        for (name, target) in leaves(tree, &[]) {
            let module = self.module(path);
            match name {
                Some(name) => drop(module.imports.insert(name, target.clone())),
                None => module.globs.push(target.clone()),
            }
            if !is_re_export {
                self.module(path).named.push(target);
            }
        }
    }

    fn module(&mut self, path: &Segments) -> &mut Module {
        self.modules.get_mut(path).expect("a module is noted before what stands in it")
    }

    /// Which modules each module uses: those that define what it names.
    pub(super) fn edges(&self) -> BTreeSet<(Segments, Segments)> {
        let mut edges = BTreeSet::new();
        for (from, module) in &self.modules {
            for named in &module.named {
                if let Some(to) = self.home(from, named, 0)
                    && to != *from
                {
                    edges.insert((from.clone(), to));
                }
            }
        }
        edges
    }

    /// The module that defines what a path names, seen from a module; none for other crates, locals and bare modules.
    fn home(&self, from: &Segments, path: &[String], depth: usize) -> Option<Segments> {
        // Two modules that import each other's globs would be asked for ever.
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let (mut at, mut rest) = match first.as_str() {
            "crate" => (Segments::new(), rest),
            "self" => (from.clone(), rest),
            "super" => (from[..from.len().checked_sub(1)?].to_vec(), rest),
            _ => (from.clone(), path),
        };
        while let Some((next, further)) = rest.split_first() {
            let module = self.modules.get(&at)?;
            if next == "super" {
                at.pop()?;
            } else if module.children.contains(next) {
                at.push(next.clone());
            } else if module.items.contains(next) {
                return Some(at);
            } else if let Some(target) = module.imports.get(next) {
                let whole = [target.as_slice(), further].concat();
                return (whole != path).then(|| self.home(&at, &whole, depth + 1)).flatten();
            } else {
                return module
                    .globs
                    .iter()
                    .find_map(|glob| self.home(&at, &[glob.as_slice(), rest].concat(), depth + 1));
            }
            rest = further;
        }
        None
    }
}

/// Keywords before the name of an item that is defined.
const DEFINES: [&str; 9] =
    ["struct", "enum", "union", "trait", "type", "fn", "const", "static", "macro_rules"];

fn word(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == mark)
}

fn is_double_colon(tokens: &[TokenTree], at: usize) -> bool {
    is_mark(tokens.get(at), ':') && is_mark(tokens.get(at + 1), ':')
}

fn is_double_colon_before(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_double_colon(tokens, at - 2)
}

fn attribute(tokens: &[TokenTree]) -> Option<&Group> {
    match tokens {
        [mark, TokenTree::Group(group), ..]
            if is_mark(Some(mark), '#') && group.delimiter() == Delimiter::Bracket =>
        {
            Some(group)
        }
        _ => None,
    }
}

fn is_for_tests(attribute: &Group) -> bool {
    matches!(attribute.to_string().replace(' ', "").as_str(), "[cfg(test)]" | "[test]")
}

/// Where the item that begins at a token ends: behind its `;` or its body.
fn end_of_item(tokens: &[TokenTree], mut at: usize) -> usize {
    let is_use = (at..tokens.len())
        .find(|at| {
            !matches!(word(tokens.get(*at)).as_deref(), Some("pub"))
                && !matches!(tokens[*at], TokenTree::Group(_))
        })
        .is_some_and(|at| word(tokens.get(at)).as_deref() == Some("use"));
    while at < tokens.len() {
        let is_body = matches!(&tokens[at], TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        at += 1;
        if is_mark(tokens.get(at - 1), ';') || (is_body && !is_use) {
            break;
        }
    }
    at
}

/// What a tree of imports names, each with the name it goes by here: none for a glob.
fn leaves(tree: &[TokenTree], before: &[String]) -> Vec<(Option<String>, Segments)> {
    let mut path = before.to_vec();
    let mut at = 0;
    while at < tree.len() {
        match &tree[at] {
            TokenTree::Ident(name) if name == "as" => {
                return vec![(word(tree.get(at + 1)), path)];
            }
            TokenTree::Ident(name) => path.push(name.to_string()),
            TokenTree::Punct(mark) if mark.as_char() == '*' => return vec![(None, path)],
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                return inner
                    .split(|token| is_mark(Some(token), ','))
                    .filter(|tree| !tree.is_empty())
                    .flat_map(|tree| leaves(tree, &path))
                    .collect();
            }
            _ => {}
        }
        at += 1;
    }
    // `use a::b::{self}` names the module itself.
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    vec![(path.last().cloned(), path)]
}
