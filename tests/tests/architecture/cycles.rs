//! No import cycle between the modules of a crate: on each level, the modules with all that they hold, and the parent with what
//! it defines itself, use each other in one direction.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{CRATES, Segments, Source};

/// Crates that have cycles still, with how many modules may stand in one: it only goes down. What is not named has none.
const NOT_YET: &[(&str, usize)] = &[("admin", 2), ("desk", 12), ("sla", 13), ("store", 14)];

#[test]
fn no_import_cycle_stands_between_modules() {
    let mut wrong = vec![];
    for (name, source) in CRATES.iter() {
        let cycles = cycles(source);
        let found: usize = cycles.iter().map(|cycle| cycle.modules.len()).sum();
        let bound = NOT_YET.iter().find(|(listed, _)| listed == name).map(|(_, modules)| *modules);
        if found > bound.unwrap_or_default() {
            let told: Vec<_> = cycles.iter().map(Cycle::told).collect();
            wrong.push(format!("{name}: {found} modules stand in cycles\n{}", told.join("\n")));
        } else if bound.is_some() && found == 0 {
            wrong.push(format!("{name} has no cycle any more: take it off the list"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Modules that use each other in a circle.
struct Cycle {
    modules: BTreeSet<Segments>,
    /// For each arrow between them, one of the uses behind it.
    ties: Vec<(Segments, Segments)>,
}

impl Cycle {
    fn told(&self) -> String {
        let modules: Vec<_> = self.modules.iter().map(name).collect();
        let ties: Vec<_> =
            self.ties.iter().map(|(from, to)| format!("{} -> {}", name(from), name(to))).collect();
        format!("  {}\n    {}", modules.join(", "), ties.join("\n    "))
    }
}

/// The cycles of each level.
fn cycles(source: &Source) -> Vec<Cycle> {
    let mut levels: BTreeMap<Segments, BTreeMap<Segments, BTreeSet<Segments>>> = BTreeMap::new();
    let mut examples = BTreeMap::new();
    for (from, to) in source.edges() {
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        // Below the place where the two part, a module stands for all that it holds; the parent itself stays what it is.
        let node = |path: &Segments| path[..path.len().min(common + 1)].to_vec();
        let (a, b) = (node(&from), node(&to));
        examples.entry((a.clone(), b.clone())).or_insert((from.clone(), to.clone()));
        levels.entry(from[..common].to_vec()).or_default().entry(a).or_default().insert(b);
    }
    let mut found = vec![];
    for arrows in levels.values() {
        for modules in circles(arrows) {
            let pairs = modules.iter().flat_map(|a| modules.iter().map(move |b| (a.clone(), b.clone())));
            let ties = pairs.filter_map(|pair| examples.get(&pair).cloned()).collect();
            found.push(Cycle { modules, ties });
        }
    }
    found
}

fn name(path: &Segments) -> String {
    if path.is_empty() { "the root".to_owned() } else { path.join("::") }
}

/// Groups in which each can be reached from each.
fn circles(arrows: &BTreeMap<Segments, BTreeSet<Segments>>) -> Vec<BTreeSet<Segments>> {
    let reached: BTreeMap<_, _> = arrows.keys().map(|from| (from, reach(arrows, from))).collect();
    let mut circles: Vec<BTreeSet<Segments>> = vec![];
    for (from, to) in &reached {
        if to.contains(*from) && !circles.iter().any(|circle| circle.contains(*from)) {
            let circle =
                to.iter().filter(|other| reached.get(other).is_some_and(|back| back.contains(*from)));
            circles.push(circle.cloned().collect());
        }
    }
    circles
}

fn reach(arrows: &BTreeMap<Segments, BTreeSet<Segments>>, from: &Segments) -> BTreeSet<Segments> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Segments> = arrows[from].iter().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next.clone()) {
            open.extend(arrows.get(next).into_iter().flatten());
        }
    }
    reached
}
