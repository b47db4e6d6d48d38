# Les lettres : celles de la Voix aux clients, celles du bureau à l’équipe.

letter-hello = Bonjour { $name },
letter-hello-anybody = Bonjour,
letter-open-thread = Votre question n° { $number }

letter-receipt-subject = Nous avons bien reçu votre question n° { $number }
letter-receipt-thanks = Merci de nous avoir écrit ! Votre question est bien arrivée, sous le n° { $number }.
letter-receipt-due = Vous aurez notre réponse avant le { $day } à { $time } (heure de { $city }).
letter-receipt-soon = Nous vous répondons dès que possible.
letter-receipt-follow = Vous pouvez suivre votre question, ou la compléter, à cette adresse :
letter-receipt-quoted = Votre question :
letter-automatic = { $desk }. Cet accusé de réception est envoyé automatiquement ; la réponse, elle, sera écrite pour vous.

letter-answer-subject = Notre réponse à votre question n° { $number }
letter-answer-subject-about = Re : { $subject } (question n° { $number })
letter-holding-subject = Des nouvelles de votre question n° { $number }
letter-answer-files = { $count ->
    [one] Un fichier accompagne cette réponse :
   *[other] { $count } fichiers accompagnent cette réponse :
}
letter-answer-follow = Une précision, une autre question ? Répondez-nous ici :

letter-question-subject = Question n° { $number } pour vous : { $title }
letter-question-intro = La question n° { $number } vous a été confiée :
letter-question-intro-topic = La question n° { $number }, au sujet de « { $topic } », vous a été confiée :
letter-question-draft-due = Votre brouillon est attendu avant le { $day } à { $time }.
letter-question-reply-due = La réponse est promise au client avant le { $day } à { $time }.
letter-question-open = Ouvrir la question et proposer une réponse
letter-question-not-mine = Elle n’est pas pour vous ? Deux clics sur la même page suffisent pour la passer à la bonne personne ; le bureau en tiendra compte.

letter-promise-draft = le brouillon
letter-promise-first_reply = la réponse
letter-promise-next_reply = la réponse au nouveau message
letter-promise-close = la clôture
letter-promise-holder = Elle est confiée à { $name }.
letter-promise-nobody = Elle est confiée aux community managers.
letter-promise-open = Ouvrir la question

letter-risk-subject = Question n° { $number } : { $promise } bientôt en retard
letter-risk-intro = Pour la question n° { $number } (« { $title } »), { $promise } est à rendre avant le { $day } à { $time } ; le temps commence à manquer.

letter-broken-subject = Question n° { $number } : { $promise } en retard
letter-broken-intro = Pour la question n° { $number } (« { $title } »), { $promise } était à rendre avant le { $day } à { $time }. L’échéance est passée ; le client attend toujours.

letter-role-administrator = administrateur
letter-role-community_manager = community manager
letter-role-expert = expert
letter-role-supervisor = superviseur
letter-invitation-subject = Votre accès à { $desk }
letter-invitation-intro = Une place vous attend chez { $desk }, comme { $role }. Il ne vous reste qu’à choisir votre mot de passe :
letter-invitation-open = Choisir mon mot de passe
letter-invitation-once = Ce lien sert une seule fois, jusqu’au { $day } à { $time }.
letter-invitation-ignore = Si vous n’attendiez pas cette lettre, vous pouvez l’ignorer.

letter-number = n° { $number }
letter-more = { $count ->
    [one] Et une autre, que la page montre.
   *[other] Et { $count } autres, que la page montre.
}
letter-choose = Vous choisissez ce dont on vous prévient, et comment, sur votre page de profil.

letter-digest-subject = { $count ->
    [one] Une question à répondre avant { $time }
   *[other] { $count } questions à répondre avant { $time }
}
letter-digest-drafts-subject = { $count ->
    [one] Un brouillon attendu avant { $time }
   *[other] { $count } brouillons attendus avant { $time }
}
letter-digest-morning = La journée commence.
letter-digest-noon = Il est bientôt midi.
letter-digest-intro = { $count ->
    [one] Une question doit recevoir sa réponse avant { $time }.
   *[other] { $count } questions doivent recevoir leur réponse avant { $time }.
}
letter-digest-drafts-intro = { $count ->
    [one] Un brouillon est attendu de vous avant { $time }.
   *[other] { $count } brouillons sont attendus de vous avant { $time }.
}
letter-digest-late = { $count ->
    [one] L’une est déjà en retard.
   *[other] { $count } sont déjà en retard.
}
letter-digest-was-due = en retard, promis pour { $when }
letter-digest-answers-subject = { $count ->
    [one] Une réponse à relire
   *[other] { $count } réponses à relire
}
letter-digest-answers = { $count ->
    [one] Une réponse gardée dont vous répondez est à relire :
   *[other] { $count } réponses gardées dont vous répondez sont à relire :
}
letter-digest-review = à relire depuis le { $day }
letter-digest-answers-tell = Dites à un community manager si elles sont encore justes.
letter-digest-open = Ouvrir la liste

letter-alerts-subject = { $count ->
    [one] Une alerte
   *[other] { $count } alertes
}
letter-alerts-intro = { $count ->
    [one] Voici ce qui s’est passé :
   *[other] Voici ce qui s’est passé, dans l’ordre :
}
letter-alert-colleague_asks = Un collègue demande votre avis
letter-alert-side_draft = Un collègue a répondu à votre demande
letter-alert-reply_stopped = Votre réponse n’est pas partie
letter-alert-delivery_failed = Un envoi à un client a échoué
letter-alert-mail_paused = Les e-mails ne partent plus
letter-alert-mail_resumed = Les e-mails repartent
letter-alert-question_for_you = Une question pour vous
letter-alert-promise_at_risk = Bientôt en retard
letter-alert-promise_broken = En retard
letter-alert-morning_digest = Ce matin
letter-alert-noon_digest = Avant midi
letter-alert-weekly_report = Lettre de la semaine
letter-alert-due = { $promise } : promis pour { $when }
letter-alerts-open = Voir toutes vos alertes
letter-weekly-subject = { $rate } des promesses tenues, du { $from } au { $to }
letter-weekly-subject-none = La semaine du { $from } au { $to }
letter-weekly-intro = Voici la semaine du { $from } au { $to }.
letter-weekly-rate = { $rate } des promesses échues ont été tenues.
letter-weekly-no-rate = Aucune promesse n’est arrivée à son heure.
letter-weekly-before = La semaine d’avant : { $rate }.
letter-weekly-number = { $name } : { $count }
letter-weekly-late = Où le temps des promesses manquées a passé :
letter-weekly-objectives = Les objectifs :
letter-weekly-open = Ouvrir le rapport
letter-weekly-stop = Vous pouvez arrêter cette lettre sur votre page de profil.
letter-weekly-stop-here = Arrêter

letter-confirmation-subject = Avez-vous posé la question n° { $number } ?
letter-confirmation-intro = Quelqu’un a posé la question n° { $number } à { $desk } en donnant votre adresse. Avant de la rapprocher de vos autres échanges, nous préférons vous le demander : est-ce vous ?
letter-confirmation-do = Si c’est vous, relisez-la et confirmez-le ici :
letter-confirmation-open = Relire la question
letter-confirmation-ignore = Si ce n’est pas vous, ne faites rien : rien de ce que vous nous avez écrit ne sera montré.
letter-confirmation-until = Ce lien sert une seule fois, jusqu’au { $day } à { $time } (heure de { $city }).
letter-confirmation-automatic = { $desk }. Cette lettre est envoyée automatiquement.
