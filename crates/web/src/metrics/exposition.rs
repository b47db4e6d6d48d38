//! The text format of Prometheus.

use std::fmt::{Display, Write as _};

/// A page of metrics that is being written.
#[derive(Debug, Default)]
pub(crate) struct Exposition(String);

impl Exposition {
    /// Begins a metric: its kind, and what it means.
    pub(crate) fn begin(&mut self, name: &str, kind: &str, help: &str) -> &mut Self {
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
        self
    }

    /// A value of the metric that was begun.
    pub(crate) fn value(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) -> &mut Self {
        let labels: Vec<_> =
            labels.iter().map(|(label, value)| format!("{label}=\"{}\"", escaped(value))).collect();
        let _ = match labels.join(",").as_str() {
            "" => writeln!(self.0, "{name} {value}"),
            labels => writeln!(self.0, "{name}{{{labels}}} {value}"),
        };
        self
    }

    /// A metric with one value.
    pub(crate) fn single(&mut self, name: &str, kind: &str, help: &str, value: impl Display) -> &mut Self {
        self.begin(name, kind, help).value(name, &[], value)
    }

    /// All of it.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

fn escaped(label: &str) -> String {
    label.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped() {
        let mut page = Exposition::default();
        page.begin("n", "gauge", "Help.").value("n", &[("a", "x\"y\\z\n")], 1);
        assert_eq!(page.finish(), "# HELP n Help.\n# TYPE n gauge\nn{a=\"x\\\"y\\\\z\\n\"} 1\n");
    }
}
