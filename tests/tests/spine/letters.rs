//! Every letter in both languages, and what of the house may not be in one.

use souffleur_admin::letter::invitation;
use souffleur_app::mail::{Correspondent, MailContext, unpack};
use souffleur_channels::email::MailTransport as _;
use souffleur_core::{
    Language,
    id::{MessageId, QuestionId},
    message::MessageKind,
    outgoing::{Decision, Receipt, Reply},
    proof::SenderProof,
    text::{Body, ExternalId, Name},
};
use souffleur_question::letter::{Stake, answer, promise_broken, receipt};
use souffleur_store::OutboxItem;
use uuid::Uuid;

use crate::testing::{Desk, Kept, START, engine};

#[test]
fn every_letter_is_written_in_every_language() {
    let failures = souffleur_question::letter::catalogue()
        .and(souffleur_admin::letter::catalogue())
        .and(souffleur_insight::letter::catalogue())
        .check(&engine());
    assert!(failures.is_empty(), "{failures:#?}");
}

fn envelope(item: &OutboxItem) -> &souffleur_store::Letter {
    match &item.effect {
        souffleur_store::Effect::Letter(letter) => letter,
        souffleur_store::Effect::Post(post) => panic!("not a letter: {post:?}"),
    }
}

struct Zoe {
    name: Name,
    email: souffleur_core::text::Email,
    question: QuestionId,
    mail: ExternalId,
}

impl Zoe {
    fn new() -> Self {
        Self {
            name: Name::parse("Zoé Martin").unwrap(),
            email: souffleur_core::text::Email::parse("zoe@client.test").unwrap(),
            question: QuestionId::new(Uuid::from_u128(7)),
            mail: ExternalId::parse("<abc@client.test>").unwrap(),
        }
    }

    fn correspondent(&self) -> Correspondent<'_> {
        Correspondent {
            name: &self.name,
            email: &self.email,
            number: 1042,
            question: self.question,
            subject: Some("Mon colis"),
            opening: MessageId::new(Uuid::from_u128(7)),
            in_reply_to: Some(&self.mail),
        }
    }
}

#[tokio::test]
async fn a_receipt_says_by_when_and_in_which_city() {
    let desk = Desk::set_up().await;
    let (zoe, head) = (Zoe::new(), MailContext::of(&desk.app, START));
    let settings = desk.app.settings();
    let voice = settings.voice_for(Language::Fr).unwrap();
    let due_at = START + jiff::SignedDuration::from_hours(6);
    let body = Body::parse("Bonjour,\n\noù est mon colis ?").unwrap();
    let item = receipt(
        &head,
        &Receipt::of(voice, Language::Fr, Some(due_at)),
        &zoe.correspondent(),
        &body,
        SenderProof::Proven,
    )
    .unwrap();
    let letter = envelope(&item);
    assert_eq!(letter.subject, "Nous avons bien reçu votre question n° 1042");
    assert_eq!(
        letter.text,
        "Bonjour Zoé Martin,\n\n\
         Merci de nous avoir écrit\u{202f}! Votre question est bien arrivée, sous le n°\u{a0}1042. \
         Vous aurez notre réponse avant le lundi 24 novembre 2025 à 16:55 (heure de Paris).\n\n\
         Vous pouvez suivre votre question, ou la compléter, à cette adresse\u{a0}:\n\
         https://desk.test/q/thread-00000000000000000000000000000007\n\n\
         Sophie, votre community manager\n\n\
         Votre question\u{a0}:\n\n> Bonjour,\n>\n> où est mon colis ?\n\n\
         -- \nAtelier Sophie. Cet accusé de réception est envoyé automatiquement\u{202f}; la réponse, elle, sera \
         écrite pour vous.\n"
    );
    assert_eq!(letter.in_reply_to.as_deref(), Some("abc@client.test"));
    assert!(unpack(&desk.app, &item, letter).automatic);
}

#[tokio::test]
async fn a_reply_comes_from_the_voice_in_the_customers_thread() {
    let desk = Desk::set_up().await;
    let (zoe, head) = (Zoe::new(), MailContext::of(&desk.app, START));
    let settings = desk.app.settings();
    let voice = settings.voice_for(Language::En).unwrap();
    let decision = Decision::by(desk.actor("cm")).unwrap();
    let (id, body) = (MessageId::new(Uuid::from_u128(9)), Body::parse("It arrives tomorrow.").unwrap());
    let reply = Reply::speak(voice, &decision, id, body, MessageKind::Reply, Language::En, START);
    let item = answer(&head, &reply, &zoe.correspondent()).unwrap();
    let letter = unpack(&desk.app, &item, envelope(&item));
    assert_eq!(letter.from.name, "Sophie");
    assert_eq!(letter.from.address.as_str(), "bonjour@desk.test");
    assert_eq!(letter.id, format!("{id}@desk.test"));
    assert_eq!(
        letter.thread,
        [format!("receipt.{}@desk.test", zoe.correspondent().opening), "abc@client.test".into()]
    );
    assert_eq!(letter.subject, "Re: Mon colis (question no. 1042)");
    assert!(
        letter.text.starts_with("It arrives tomorrow.\n\nSophie, votre community manager\n"),
        "{}",
        letter.text
    );
    assert!(!letter.automatic);
    // Nobody of the house but the Voice is in anything that the letter is made of.
    let everything = format!("{letter:?}{item:?}").to_lowercase();
    for user in &settings.users {
        for mark in [user.name.as_str(), user.email.as_str(), &user.id.to_string()] {
            assert!(!everything.contains(&mark.to_lowercase()), "{mark}");
        }
    }
    Kept::default().send(&letter).await.unwrap();
}

#[tokio::test]
async fn staff_are_led_to_where_they_work() {
    let desk = Desk::set_up().await;
    let head = MailContext::of(&desk.app, START);
    let settings = desk.app.settings();
    let question = desk.app.id(START);
    let stake = Stake {
        question,
        number: 1042,
        subject: None,
        excerpt: "Quelle taille choisir ?".to_owned(),
        kind: souffleur_sla::TargetKind::FirstReply,
        due_at: START,
        holder: Some("Léa Bernard"),
    };
    let letter_to = |local: &str| {
        let item = promise_broken(&head, settings.user(desk.id(local)).unwrap(), &stake).unwrap();
        (envelope(&item).to.to_string(), envelope(&item).text.clone())
    };
    let (to, text) = letter_to("cm");
    assert_eq!(to, "cm@example.test");
    assert!(text.contains(&format!("https://desk.test/questions/{question}")), "{text}");
    assert!(letter_to("lea").1.contains(&format!("https://desk.test/desk/{question}")));
    let invited =
        invitation(&head, settings.user(desk.id("lea")).unwrap(), "https://desk.test/x", START).unwrap();
    assert!(envelope(&invited).text.contains("comme expert."), "{}", envelope(&invited).text);
}
