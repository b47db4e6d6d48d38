# Une question : le fil, la réponse, et tout ce qui reste en coulisses.

question-ways = Chemins
question-back = Réception
question-to-wings = En coulisses
question-from-wings = Question
question-wings = En coulisses : ce que le client ne voit jamais
question-wings-title = En coulisses
question-thread = Fil
question-public-page = Page publique
question-hidden-because = Masquée. Le public lit :
question-hidden-no-reply = Cette question est masquée. Rouvrez-la pour répondre.
question-read-only = Vous êtes en lecture. Ce sont les community managers qui répondent.
question-holding = Message d’attente : il ne tient pas la promesse

# La réponse
question-reply-to = à { $name }
question-reply-from = d’après le brouillon de { $name }, version { $version }
question-reply-label = Réponse
question-reply-placeholder = Ce que le client lira…
question-send = Envoyer la réponse
question-hold = Faire patienter
question-hold-help = Envoie ce texte comme message d’attente. La promesse continue de courir.
question-leak-title = Ce texte nomme quelqu’un de la maison :
question-leak-text = Le client ne devrait rencontrer que { $voice }. Retirez le nom, ou confirmez qu’il doit rester.
question-leak-confirm = Envoyer avec le nom
question-stale = Cette question a changé pendant que vous écriviez. Votre texte est toujours là, il n’est pas parti.
question-stale-next = Lisez ce qui a changé, puis renvoyez si votre réponse convient toujours.
question-changed = Ceci a changé depuis que vous l’avez ouverte :
question-sent = Réponse à la question nº { $number } envoyée.
question-held = Message d’attente envoyé pour la question nº { $number }.

# What became of a draft
question-sent-own = { $unchanged ->
    [yes] Votre brouillon est parti tel quel ({ $at })
   *[no] Ce que le client a lu ({ $at }), à côté de votre brouillon
}
question-sent-of = { $unchanged ->
    [yes] Le brouillon de { $name } est parti tel quel ({ $at })
   *[no] La réponse ({ $at }) à côté du brouillon de { $name }
}

# What is being written
question-looking = { $count ->
    [1] { $names } regarde aussi.
   *[other] { $names } regardent aussi.
}
question-writing = { $count ->
    [one] { $names } écrit aussi.
   *[other] { $names } écrivent aussi.
}
question-unsent = Vous écriviez ceci ({ $at }), et ne l’avez pas envoyé.
question-unsent-discard = L’abandonner
question-saved = Gardé
question-unsaved = Pas de connexion : gardé dans ce navigateur

# Replies that have not left
question-leaves-soon = La réponse à la question nº { $number } part dans un instant.
question-leaves-later = La réponse à la question nº { $number } est programmée.
question-later = Plus tard…
question-later-at = Quand part-elle ?
question-later-help = À votre heure. D’ici là, la promesse n’est pas tenue. Si la question change entre-temps, la réponse ne part pas.
question-later-do = Programmer
question-scheduled = La réponse qui attend
question-scheduled-text = { $kind ->
    [holding] Le message d’attente de { $by } attend. Départ : { $at }.
   *[reply] La réponse de { $by } attend. Départ : { $at }.
}
question-scheduled-late = C’est après la fin de la promesse.
question-recall = La reprendre
question-recalled = Réponse reprise. Rien n’a été envoyé ; le texte est dans l’éditeur.
question-waits-already = La réponse de { $by } à cette question part à { $at }. Pour la remplacer, annulez d’abord son envoi. Ce que vous avez écrit est toujours dans l’éditeur.
question-stopped = { $why ->
    [recalled] La réponse de { $by } a été reprise avant son départ. Rien n’a été envoyé : son texte reste ici.
    [changed] La réponse de { $by } n’est pas partie (prévue : { $at }). La question a changé entre-temps. Lisez ce qui est nouveau, puis renvoyez-la.
    [forbidden] La réponse n’est pas partie (prévue : { $at }). { $by } ne peut plus parler au nom de la maison. Son texte est dans l’éditeur.
    [leaks] La réponse de { $by } n’est pas partie (prévue : { $at }). Elle nomme quelqu’un de la maison. Son texte est dans l’éditeur.
    [restored] La réponse de { $by } n’est pas partie (prévue : { $at }). Ce desk a été restauré depuis une copie, et elle a peut-être déjà été envoyée. Vérifiez, puis renvoyez-la. Son texte est dans l’éditeur.
   *[unusable] La réponse de { $by } n’est pas partie (prévue : { $at }). Le brouillon dont elle vient ne peut plus servir. Son texte est dans l’éditeur.
}

# Les brouillons
question-draft-awaited = Le brouillon de { $name } est attendu
question-draft-in-editor = Dans votre éditeur
question-draft-version = version { $version }, { $at }
question-drafts-earlier = { $count ->
    [one] Un brouillon précédent
   *[other] { $count } brouillons précédents
}
question-draft-use = Reprendre
question-draft-add = Ajouter à la réponse
question-draft-compare = Comparer
question-difference = Le brouillon et votre texte
question-difference-title = Voir ce qui distingue votre texte du brouillon de { $name }
question-difference-of = Votre texte, et ce que le brouillon de { $name } dit à la place :
question-difference-none = Votre texte est le brouillon de { $name }, mot pour mot.
question-return = Retourner
question-return-remark = Que doit changer { $name } ?
question-return-do = Retourner le brouillon
question-returned = Brouillon retourné.

# Qui s’en occupe
question-holder = Qui s’en occupe, et pourquoi
question-holder-nobody = Les community managers
question-runners = Ou plutôt :
question-assign = Quelqu’un d’autre…
question-assign-to = Confier à
question-assign-choose = Choisissez
question-assign-reason = Raison (pour les collègues)
question-assign-do = Confier
question-assigned = La question est désormais confiée à { $name }.
question-assigned-nobody = La question revient aux community managers.
question-here = disponible
question-away = en congé
question-outside-hours = de retour { $back }
question-load-of = { $open } en cours sur { $capacity }
question-load = { $open } en cours
question-confidence = Degré de certitude
question-decided-rule = Une règle de la maison en a décidé
question-decided-router = Choix automatique, d’après le texte de la question
question-decided-fallback = Aucun expert ne convenait
question-decided-escalation = Personne n’avait répondu à temps
question-decided-community_manager = Décision de { $name }
question-decided-expert = Transmise par { $name }
question-reason-unsure = Certitude insuffisante pour la confier à un expert.
question-reason-unfamiliar = Le texte ne ressemble à rien de connu.
question-reason-nobody_knows = Personne ne connaît les sujets probables.
question-reason-nobody_free = Ceux qui connaissent le sujet sont absents ou débordés.
question-since-correction = Depuis la correction du { $date }
question-similar = Questions semblables
question-likeness = ressemblance { $share }
question-corrected = corrigée à la main
question-scores = Le calcul, personne par personne
question-scores-hint = Les parts s’additionnent ; la somme la plus élevée reçoit la question, parmi ceux qui conviennent.
question-stands-in = supplée { $name }
question-part-knows = Connaît le sujet
question-part-record = Brouillons jugés jusqu’ici
question-part-recency = Y a répondu récemment
question-part-presence = Présence
question-part-load = Charge
question-part-customer = Connaît ce client
question-part-deputy = Suppléance
question-part-fairness = Équité
question-part-turn = C’est son tour
question-why-not-away = en congé à ce moment
question-why-not-full = n’avait plus de place
question-why-not-knows_less = connaît moins le sujet
question-why-not-lower_score = second choix
question-why-not-unsure = certitude insuffisante
question-why-not-unknown = n’est plus expert

# Les actions
question-close = Clore
question-close-text = Le client peut encore écrire ; cela la rouvre.
question-close-owed = Une réponse est encore promise. Dites pourquoi elle n’est pas nécessaire ; le rapport la compte à part.
question-close-reason = Raison
question-close-do = Clore la question
question-closed = La question est close.
question-hide = Masquer
question-hide-text = Le texte disparaît de la page publique, la raison prend sa place. Rien n’est effacé.
question-hide-reason = Raison publique
question-hide-help = Tout le monde peut la lire.
question-hide-do = Masquer la question
question-hidden = La question est masquée.
question-reopen = Rouvrir
question-reopened = La question est rouverte.
question-topic = Sujet
question-topic-text = La correction sert d’exemple pour la suite.
question-topic-none = Sans sujet
question-topic-do = Corriger
question-topic-saved = Le sujet est corrigé.
question-no-longer = Ce n’est plus possible : la question a changé d’état, comme vous le voyez ici. Ce que vous avez écrit est toujours là.

# Les notes
question-notes = Notes
question-note = Ajouter une note
question-note-label = Note
question-note-help = Pour les collègues seulement. Mentionnez quelqu’un avec @.
question-note-do = Garder la note
question-noted = Votre note est gardée.
question-noted-unknown = Personne ne s’appelle { $names } : personne n’a été prévenu sous ce nom.

# Les promesses
question-promises = Promesses
question-promise-draft = Brouillon
question-promise-first_reply = Première réponse
question-promise-next_reply = Réponse suivante
question-promise-close = Clôture
question-promise-due = échéance { $at }
question-promise-met-at = fait { $at }
question-no-reply-needed = Réponse inutile
question-no-draft-needed = Plus nécessaire
question-no-promise = Aucune promesse ne court.

# Le client
question-customer = Client
question-customer-name = Nom
question-customer-email = E-mail
question-customer-handle = Pseudonyme
question-language = Langue
question-language-en = Anglais
question-language-fr = Français
question-voice = Voix

# L’historique
question-history = Historique ({ $count })
question-by-desk = Souffleur
question-by-program = Un programme
question-event-asked = a posé la question.
question-event-followed_up = a écrit de nouveau.
question-event-assigned = a confié la question à { $name }.
question-event-assigned_managers = a laissé la question aux community managers.
question-event-draft_submitted = a remis un brouillon, version { $version }.
question-event-draft_returned = a retourné le brouillon.
question-event-replied = a répondu.
question-event-replied_draft = a répondu d’après le brouillon, en le modifiant.
question-event-replied_unchanged = a envoyé le brouillon tel quel.
question-event-held = a fait patienter.
question-event-reply_scheduled = a décidé d’une réponse. Départ : { $due }.
question-snooze = Mettre de côté
question-snooze-text = Elle quitte votre liste et revient d’elle-même : à cette heure, ou plus tôt s’il s’y passe quelque chose. Ses promesses continuent de courir.
question-snooze-late = Elle est en retard : elle reste en tête de la liste jusqu’à la réponse.
question-snooze-hour = Dans une heure
question-snooze-lunch = Après le déjeuner
question-snooze-tomorrow = Prochain jour ouvré
question-snooze-week = La semaine prochaine
question-snooze-at = À l’heure de votre choix
question-snooze-do = Mettre de côté jusque-là
question-snoozed = Elle reviendra d’elle-même.
question-snoozed-until = Hors de votre liste. Retour : { $at }
question-wake = Reprendre
question-woken = Elle est de nouveau dans votre liste.
question-event-snoozed = l’a mise de côté. Retour : { $due }.
question-event-woke = l’a remise dans la liste.
question-event-reply_recalled = a repris la réponse avant son départ.
question-event-reply_stopped = Une réponse en attente ne partira pas : { $why }.
question-event-left_unread = { $name } n’avait pas ouvert la question à temps : elle est passée plus loin.
question-opened = ouverte { $at }
question-unopened = pas encore ouverte
question-event-followed = la fait répondre avec { $name }, qui demande la même chose.
question-event-led = y ajoute { $name }, qui demande la même chose.
question-event-left = la fait de nouveau répondre à part, sans { $name }.
question-event-left_done = La question { $name } s’est achevée sans elle : elle est de nouveau à part.
question-event-left_by = a retiré { $name }, qui aura sa propre réponse.
question-event-linked = l’a liée à { $name }.
question-event-unlinked = l’a déliée de { $name }.
question-event-merged = l’a réunie à { $name }, où la même personne demandait la même chose.
question-event-took_in = y a réuni { $name }, de la même personne.
question-event-parted = l’a séparée de { $name } : ce n’était pas la même question.
question-event-split_off = a fait d’un message une question à part : { $name }.
question-event-split_from = a fait cette question d’un message de { $name }.
question-event-noted = a laissé une note.
question-event-closed = a clos la question.
question-event-hidden = a masqué la question.
question-event-reopened = a rouvert la question.
question-event-topic_changed = a indiqué le sujet : { $name }.
question-event-target_set = { $promise } : promesse pour { $due }.
question-event-target_set_open = { $promise } : promesse faite.
question-event-target_met = { $promise } : promesse tenue.
question-event-target_warned = { $promise } : { $share } du temps est écoulé.
question-event-target_breached = { $promise } : promesse manquée.
question-event-no_reply_needed = { $promise } : réponse inutile.
question-event-changed = a modifié la question.

# Attente, étiquettes, et ce qui déplace une promesse
question-no-reply = Pas de réponse à donner
question-tags = Étiquettes
question-tags-change = Modifier les étiquettes
question-tags-help = Des mots courts que seule la maison voit, comme vip, presse. Les promesses peuvent en dépendre.
question-tags-do = Enregistrer
question-tagged = Les étiquettes sont enregistrées. Elles comptent à partir de la prochaine promesse.
question-wait = Attendre le client
question-wait-text = Jusqu’au prochain message du client, le temps ouvré n’est pas compté. Une promesse à heure fixe continue de courir.
question-wait-reason = Pour quelle raison ? (interne)
question-wait-do = Attendre
question-waits = En attente du client.
question-waits-since = En attente du client depuis { $since }.
question-resume = Ne plus attendre
question-resumed = Les promesses courent de nouveau.
question-event-target_moved = { $promise } : échéance déplacée de { $was } à { $due } ({ $why }).
question-event-target_stopped = { $promise } : le temps ne compte plus ({ $why }).
question-event-target_goes_on = { $promise } : le temps compte de nouveau, échéance { $due } ({ $why }).
question-event-target_near = { $promise } : il reste { $span }.
question-event-escalated = { $promise } en danger : { $name } ({ $why }) en est averti.
question-event-escalated_given = { $promise } en danger : question confiée plus haut, { $name } ({ $why }) en est averti.
question-event-paused = attend le client.
question-event-resumed = n’attend plus le client.
question-event-tagged = a étiqueté le client : { $name }.
question-event-untagged = a retiré les étiquettes du client.
question-why-changed = la question a changé entre-temps
question-why-forbidden = son auteur ne peut plus répondre
question-why-leaks = elle nomme quelqu’un de la maison
question-why-restored = le desk a été restauré depuis une copie
question-why-unusable = son brouillon ne peut plus servir
question-why-calendar = le calendrier a changé
question-why-absence = les absences de l’expert ont changé
question-why-customer = attente du client
question-why-house = pause de la maison
question-why-expert = expert
question-why-deputy = suppléant
question-why-community_manager = community manager
question-why-supervisor = superviseur
question-why-topic = la question porte sur un autre sujet
question-why-tags = les étiquettes du client ont changé
question-apology-hint = La réponse promise n’est pas partie à temps. Vous pouvez commencer par :
question-apology-insert = Insérer l’excuse
question-apology-words = Veuillez nous excuser pour cette réponse tardive : nous vous l’avions promise plus tôt.
question-ask = Demander à un collègue
question-asks = Avis des collègues
question-ask-label = Votre question
question-ask-placeholder = @{ $handle } …
question-ask-help = « @ » et ses premières lettres, puis ce que vous voulez savoir. Votre collègue verra cette question et pourra écrire à côté du brouillon ; rien n’en part au client.
question-ask-whom = Collègues à qui demander
question-ask-do = Demander
question-ask-hint = sollicité par { $name }
question-ask-awaited = Pas encore de réponse.
question-asked = C’est demandé à { $names }.
question-take = Reprendre
question-take-title = Mettre ce texte de { $name } dans votre éditeur
question-event-colleague_asked = a demandé son avis à { $name }.
question-event-side_draft_written = a donné son avis.
question-event-held_back = La question attend une première lecture avant d’être affichée.
question-event-released = a affiché la question au mur.
question-event-confirmation_sent = a envoyé au client un lien de vérification de son adresse.
question-event-sender_confirmed = a confirmé par lien que son adresse est bien la sienne.
question-held-back = En attente d’une première lecture : pas encore au mur.
question-show = Afficher au mur
question-shown = La question est affichée au mur.
