# La boîte de réception : la liste des questions, ses dossiers et ses filtres.

inbox-title = Boîte de réception
inbox-views = Dossiers
inbox-view-open = En cours
inbox-view-late = En retard
inbox-view-drafted = À envoyer
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

inbox-leaves = La réponse attend. Départ : { $at }
inbox-private = Absente de la page publique
inbox-draft-returned = Brouillon retourné

inbox-none-found = Aucun résultat
inbox-none-found-text = Dans ce dossier, aucune question ne répond à la fois à ces mots, ce sujet, cet expert et ce canal.
inbox-empty-open = Rien n’attend
inbox-empty-late = Rien n’est en retard
inbox-empty-drafted = Aucun brouillon n’attend
inbox-empty-answered = Aucune réponse pour l’instant
inbox-empty-closed = Rien de clos pour l’instant
inbox-empty-hidden = Rien n’est masqué
inbox-empty-all = Aucune question pour l’instant
inbox-empty-text = Les nouvelles questions apparaissent ici d’elles-mêmes.
inbox-bad-page = Cette page de la liste n’existe plus ; en voici le début.

inbox-idle-title = Choisissez une question
inbox-idle-text = La plus pressée est en tête.

