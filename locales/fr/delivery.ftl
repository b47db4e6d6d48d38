# Ce que sont devenus les réponses et les e-mails.

delivery-title = Envois
delivery-hint = Ce qu’est devenu chaque réponse et chaque e-mail, du plus récent au plus ancien.
delivery-states = États
delivery-tab-all = Tous
delivery-tab-failed = En échec
delivery-tab-waiting = En attente
delivery-tab-unknown = Issue inconnue
delivery-tab-done = Envoyés
delivery-tab-filed = Non envoyés
delivery-state-failed = en échec
delivery-state-waiting = en attente
delivery-state-unknown = issue inconnue : il est peut-être arrivé
delivery-state-done = envoyé
delivery-state-filed = non envoyé : écrit dans un fichier
delivery-state-superseded = non envoyé : la réponse est partie avant
delivery-letter-answer = Réponse
delivery-letter-receipt = Accusé de réception
delivery-letter-invitation = Invitation
delivery-letter-question_for_you = « Une question pour vous »
delivery-letter-promise_at_risk = « Bientôt en retard »
delivery-letter-promise_broken = « En retard »
delivery-letter-alerts = Alertes
delivery-letter-digest = Résumé du jour
delivery-letter-weekly = Rapport hebdomadaire
delivery-letter-post = Publication sur un canal
delivery-line-answer = Par e-mail :
delivery-line-receipt = Accusé de réception par e-mail :
delivery-sent = envoyé { $when }
delivery-attempts = { $count ->
    [one] { $count } tentative
   *[other] { $count } tentatives
}
delivery-next = prochaine tentative { $when }
delivery-retry = Renvoyer
delivery-retried = Le renvoi est en cours.
delivery-empty = Rien ici
delivery-empty-text = Les réponses et les e-mails apparaissent ici avec ce qu’ils sont devenus.
delivery-inbox-failed = { $count ->
    [one] { $count } envoi en échec
   *[other] { $count } envois en échec
}
delivery-paused = Aucun e-mail ne part depuis { $since } ; tout attend, rien n’est perdu. Prochaine tentative { $next }.
delivery-not-set-up = L’envoi d’e-mails n’est pas configuré : rien ne quitte cette machine. Les clients trouvent leur réponse sous leur propre lien.
delivery-share-link = L’envoi d’e-mails n’est pas configuré. Transmettez ce lien vous-même :
delivery-share-yourself = L’envoi d’e-mails n’est pas configuré : transmettez ce lien vous-même.
delivery-step-compose = Impossible d’écrire à cette adresse.
delivery-step-connect = Le serveur de messagerie est injoignable.
delivery-step-auth = Le serveur de messagerie refuse l’identifiant ou le mot de passe du desk.
delivery-step-sender = Le serveur de messagerie refuse l’adresse du desk.
delivery-step-recipient = Le serveur de messagerie refuse l’adresse du destinataire.
delivery-step-utf8 = Le serveur de messagerie n’accepte pas d’accents avant le @ d’une adresse.
delivery-step-data = Le serveur de messagerie refuse l’e-mail.
delivery-step-content = Le serveur de messagerie n’a pas confirmé l’e-mail.
delivery-step-file = L’e-mail n’a pas pu être écrit dans un fichier.
delivery-step-channel = Aucun service ne dessert encore ce canal.
