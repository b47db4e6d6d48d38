//! `souffleur routing explain TEXT`: who would get a question now, and why. Nothing is written.

use std::process::ExitCode;

use clap::Args;
use souffleur_app::Settings;
use souffleur_core::{
    explanation::{ExpertPart, Explanation, PartKind, TextPart, WhyNot},
    id::UserId,
    presence::Presence,
};
use souffleur_question::routing;

use crate::{Error, cli::Common, compose, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The question
    #[arg(value_name = "TEXT")]
    text: String,
    /// Print the whole explanation as JSON
    #[arg(long)]
    json: bool,
}

/// So many topics and experts are told.
const TOLD: usize = 5;

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    compose::run(common, async |config| {
        let app = compose::app(&config).await?;
        let explanation = routing::explain(&app, &arguments.text).await.map_err(Error::refused)?;
        if arguments.json {
            console::tell(serde_json::to_value(&explanation).unwrap_or_default());
        } else {
            tell(&explanation, &app.settings());
        }
        Ok(ExitCode::SUCCESS)
    })
}

fn tell(explanation: &Explanation, settings: &Settings) {
    let holder = explanation
        .expert
        .as_ref()
        .map_or("the community managers".to_owned(), |part| name(settings, part.user));
    console::tell(format_args!("{holder}: {}", explanation.summary()));
    if let Some(text) = &explanation.text {
        let words: Vec<_> =
            text.words.iter().map(|word| format!("{} {:+.2}", word.word, word.value)).collect();
        console::tell(format_args!("  words    {}", words.join(", ")));
        console::tell(format_args!("  score    {}", sum(text)));
    }
    for topic in explanation.topics.iter().take(TOLD) {
        console::tell(format_args!("  topic    {:<32} {:.2}", topic.name, topic.probability));
    }
    let candidates = explanation.expert.iter().chain(&explanation.others);
    for part in candidates.take(TOLD) {
        console::tell(format_args!(
            "  expert   {:<32} {:.2}  {}",
            name(settings, part.user),
            part.score,
            parts(part)
        ));
    }
    let model = explanation.model;
    console::tell(format_args!(
        "  learned from {} examples; sure enough from {:.2}",
        model.examples, explanation.threshold
    ));
}

/// What the score of the topic is made of: the words told above, all others, the text as a whole, and the bias.
fn sum(text: &TextPart) -> String {
    let told: f64 = text.words.iter().map(|word| word.value).sum();
    format!(
        "words {told:+.2}, rest {:+.2}, meaning {:+.2}, bias {:+.2} = {:.2}",
        text.rest, text.meaning, text.bias, text.score
    )
}

fn name(settings: &Settings, user: UserId) -> String {
    settings.user(user).map_or_else(|| user.to_string(), |user| user.name.to_string())
}

/// What an expert's score is made of, how busy they are, and why it is not them.
fn parts(part: &ExpertPart) -> String {
    let words = part.parts.iter().filter(|score| score.value != 0.0).map(|score| {
        let kind = match score.kind {
            PartKind::Knows => "knows",
            PartKind::Presence => "presence",
            PartKind::Load => "load",
            PartKind::Customer => "customer",
            PartKind::Deputy => "deputy",
            PartKind::Record => "record",
            PartKind::Recency => "recency",
            PartKind::Fairness => "fairness",
            PartKind::Turn => "turn",
        };
        format!("{kind} {:+.2}", score.value)
    });
    let presence = match part.presence {
        Presence::Here => "at the desk".to_owned(),
        Presence::Away { until: None } => "away".to_owned(),
        Presence::Away { until: Some(until) } => format!("away until {until}"),
        Presence::OutsideHours { back_at } => format!("back {back_at}"),
    };
    let open = part.capacity.map_or_else(|| part.open.to_string(), |most| format!("{} of {most}", part.open));
    let why_not = part.why_not.map(|why| match why {
        WhyNot::Away => "not them: away",
        WhyNot::Full => "not them: full",
        WhyNot::KnowsLess => "not them: knows less",
        WhyNot::LowerScore => "not them: lower score",
        WhyNot::Unsure => "not them: not sure enough",
        WhyNot::Unknown => "not them: no expert any more",
    });
    words
        .chain([presence, format!("{open} open")])
        .chain(why_not.map(str::to_owned))
        .collect::<Vec<_>>()
        .join(", ")
}
