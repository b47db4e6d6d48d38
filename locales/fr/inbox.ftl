# La boîte de réception : la liste des questions, ses dossiers et ses filtres.

inbox-title = Réception
inbox-views = Dossiers
inbox-view-open = En cours
inbox-view-late = En retard
inbox-view-drafted = À envoyer
inbox-view-snoozed = De côté
inbox-view-answered = Répondues
inbox-view-closed = Closes
inbox-view-hidden = Masquées
inbox-view-all = Toutes

inbox-search = Rechercher dans les questions
inbox-filters = Filtrer
inbox-topic = Sujet
inbox-any-topic = Tous les sujets
inbox-expert = Expert
inbox-any-expert = Tout le monde
inbox-channel = Canal
inbox-any-channel = Tous les canaux
inbox-apply = Appliquer
inbox-clear = Tout afficher

inbox-keep = Garder
inbox-keep-name = Nom de la liste
inbox-keep-shared = Pour toute l’équipe
inbox-keep-do = Garder
inbox-kept = Liste gardée : « { $name } ».
inbox-unkeep = Ne plus garder « { $name } »
inbox-unkept = La liste n’est plus gardée.

inbox-bulk = Pour les questions cochées
inbox-bulk-one = 1 question cochée
inbox-bulk-many = questions cochées
inbox-bulk-assign = Confier
inbox-bulk-to = À
inbox-bulk-managers = Community managers
inbox-bulk-tag = Sujet, étiquette
inbox-bulk-topic-do = Changer le sujet
inbox-bulk-customer-tag = Étiquette du client
inbox-bulk-tag-do = Ajouter l’étiquette
inbox-bulk-close = Clore
inbox-bulk-close-help = La raison est nécessaire là où une réponse est encore promise.
inbox-bulk-done = { $count ->
    [1] C’est fait pour une question.
   *[other] C’est fait pour { $count } questions.
}
inbox-bulk-refused = { $count ->
    [1] Pas pour { $numbers } : { $why }
   *[other] Pas pour { $numbers } ({ $count } questions) : { $why }
}
inbox-bulk-wrong = Rien n’a été fait : { $why }

inbox-leaves = La réponse attend. Départ : { $at }
inbox-private = Absente de la page publique
inbox-draft-returned = Brouillon retourné

inbox-none-found = Aucun résultat
inbox-none-found-text = Dans ce dossier, aucune question ne répond à la fois à ces mots, ce sujet, cet expert et ce canal.
inbox-empty-open = Rien n’attend
inbox-empty-late = Rien n’est en retard
inbox-empty-drafted = Aucun brouillon n’attend
inbox-empty-snoozed = Rien n’est mis de côté
inbox-empty-answered = Aucune réponse pour l’instant
inbox-empty-closed = Rien de clos pour l’instant
inbox-empty-hidden = Rien n’est masqué
inbox-empty-all = Aucune question pour l’instant
inbox-empty-text-open = Les nouvelles questions apparaissent ici d’elles-mêmes.
inbox-empty-text-late = Ce qui n’a pas reçu de réponse à l’heure vient ici, le plus ancien d’abord.
inbox-empty-text-drafted = Dès qu’un expert remet un brouillon, il est ici, prêt à partir.
inbox-empty-text-snoozed = Ce que vous mettez de côté attend ici et revient de soi-même à son heure.
inbox-empty-text-answered = Les questions auxquelles la voix a répondu sont ici.
inbox-empty-text-closed = Ce qui est réglé, avec ou sans réponse, est ici.
inbox-empty-text-hidden = Ce qui a été retiré de la page publique est ici, avec sa raison.
inbox-empty-text-all = Les nouvelles questions apparaissent ici d’elles-mêmes.
inbox-bad-page = Cette page de la liste n’existe plus ; en voici le début.

inbox-idle-title = Choisissez une question
inbox-idle-text = La plus pressée est en tête.

