# Ce dont chacun est prévenu : la cloche, la liste, les choix du profil.

alerts-title = Alertes
alerts-hint = Ce dont vous avez été prévenu, le plus récent d’abord.
alerts-bell = Alertes
alerts-bell-count = { $count ->
    [one] Alertes : une à lire
   *[other] Alertes : { $count } à lire
}
alerts-choose = Choisir
alerts-mark-seen = Tout marquer comme lu
alerts-new = à lire
alerts-none = Rien à signaler
alerts-none-text = Vous serez prévenu ici quand une question vous est confiée ou qu’une promesse est en danger.
alerts-answers = Vos réponses à relire
alerts-answers-text = Leur jour de relecture est venu : plus personne n’en répond tant que vous ne les avez pas relues.
alerts-answers-tell = Dites à un community manager si elles sont encore justes.
alerts-answers-since = à relire depuis le { $day }
alerts-dismiss = Fermer
alerts-kind-question_for_you = Une question pour vous
alerts-kind-promise_at_risk = Bientôt en retard
alerts-kind-promise_broken = En retard
alerts-kind-colleague_asks = Un collègue demande votre avis
alerts-kind-side_draft = Un collègue a répondu à votre demande
alerts-kind-reply_stopped = Votre réponse n’est pas partie
alerts-kind-delivery_failed = Un envoi à un client a échoué
alerts-kind-mail_paused = Les e-mails ne partent plus ; ils attendent
alerts-kind-mail_resumed = Les e-mails repartent
alerts-kind-morning_digest = Ce qui est à répondre et à relire, au début de la journée
alerts-kind-noon_digest = Ce qui reste à répondre, à 11:30
alerts-kind-weekly_report = Les chiffres de la semaine passée, si on vous les envoie
alerts-ways = Ce dont on vous prévient
alerts-ways-help = Cochez, pour chaque événement, comment vous voulez l’apprendre. Rien de coché : on ne vous en dit rien.
alerts-what = Événement
alerts-way-page = Dans la page
alerts-way-mail = Par e‑mail
alerts-way-browser = Par le navigateur
alerts-way-none = –
alerts-way-not = pas par cette voie
alerts-quiet = Heures de silence
alerts-quiet-help = Pendant ces heures, rien ne vous dérange ; ce qui s’est passé vous est dit quand elles finissent, à son heure vraie. Les mêmes heures chaque jour, dans votre fuseau horaire.
alerts-quiet-house = Celles de la maison ({ $from } – { $until })
alerts-quiet-house-none = Celles de la maison (elle n’en a pas)
alerts-quiet-never = Aucune
alerts-quiet-hours = Les miennes :
alerts-quiet-from = De
alerts-quiet-until = À
alerts-save = Enregistrer les alertes
alerts-saved = Vos alertes sont enregistrées.
alerts-browser = Notifications de ce navigateur
alerts-browser-allow = Autoriser les notifications de ce navigateur
alerts-browser-granted = Ce navigateur vous montrera les notifications tant qu’une page du bureau y est ouverte.
alerts-browser-denied = Ce navigateur refuse nos notifications. Vous pouvez les autoriser dans ses réglages, à côté de l’adresse de cette page.
