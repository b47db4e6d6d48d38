# Ce qui entoure chaque page, et les mots que tous les lieux partagent.

base-skip = Aller au contenu
base-nav = Navigation principale
base-shortcuts = Raccourcis clavier
base-palette = Que voulez-vous faire ?
base-palette-search = Rechercher « { $words } »
base-account = Compte de { $name }
base-sign-out = Se déconnecter
base-undo = Annuler
base-theme = Clair ou sombre
base-ask = Poser une question
base-wall = Toutes les questions
base-feed = Flux
base-cancel = Annuler
base-confirm = Confirmer
base-close = Fermer
base-pages = Pages
base-previous = Précédent
base-next = Suivant
base-network = Le service est injoignable. Vérifiez votre connexion ; ce que vous avez écrit est toujours là.
base-offline = Pas de connexion. Ce que vous avez écrit est toujours là, et cette page se remettra à jour d’elle-même.
base-server-error = Un incident s’est produit de notre côté. Ce que vous avez écrit est toujours là ; veuillez réessayer.

nav-inbox = Réception
nav-desk = Brouillons
nav-answers = Réponses
nav-reports = Rapports
nav-settings = Réglages
nav-wall = Page publique

key-move = question suivante, précédente
key-open = ouvrir la question
key-reply = écrire la réponse
key-use-draft = reprendre le brouillon
key-compare = comparer son texte au brouillon
key-assign = confier à quelqu’un d’autre
key-runner = confier à l’un de ceux proposés
key-return = retourner le brouillon
key-close = clore la question
key-apology = commencer par des excuses
key-undo = reprendre ce qui vient d’être envoyé
key-hold = faire patienter le client
key-later = faire partir la réponse plus tard
key-ask = demander à un collègue
key-take = reprendre ce qu’un collègue a écrit ; répondre ensemble
key-relate = relier à une autre question
key-insert = insérer ce qui a déjà été répondu
key-away = chez un expert : dire que l’on est absent
key-note = écrire une note
key-search = rechercher
key-snooze = mettre de côté
key-tick = cocher la question (chez un expert : décliner)
key-palette = tout ce qu’on peut faire ici
key-send = envoyer ce que vous écrivez
key-help = cette aide
key-enabled = Utiliser les raccourcis d’une lettre

role-administrator = Administration
role-community_manager = Community manager
role-expert = Expert
role-supervisor = Supervision

status-new = Nouvelle
status-assigned = Confiée
status-drafted = Brouillon prêt
status-answered = Répondue
status-closed = Close
status-hidden = Masquée

due-soon = bientôt en retard,
due-left = temps restant :
due-late = en retard de :
due-met = Tenue
due-missed = Manquée
due-paused = En attente du client

channel-web = Page web
channel-api = API
channel-email = E-mail

draft-by = brouillon, pour vous seul
draft-requested = Demandé
draft-submitted = Prêt
draft-returned = Retourné
draft-used = Utilisé

explain-title = Pourquoi cet expert
explain-confidence = sûr à { $share }

base-held = Ce desk a été restauré à partir de la copie du { $at } : les envois et les échéances sont suspendus.
base-held-release = Reprendre…
