//! One text through one template with every filter, for the tests of filters.

use tera::{Context, Tera};

/// What a template makes of `text`.
pub(super) fn render(template: &str, text: &str) -> String {
    let mut tera = Tera::default();
    super::register(&mut tera);
    tera.add_raw_template("test.html", template).expect("parses");
    let mut context = Context::new();
    context.insert("text", text);
    tera.render("test.html", &context).expect("renders")
}
