## Connexion, invitations, profil.

identity-sign-in = Se connecter
identity-sign-in-hint = Pour celles et ceux qui travaillent ici.
identity-sign-in-do = Se connecter
identity-email = Adresse e-mail
identity-password = Mot de passe
identity-refused = L’adresse e-mail ou le mot de passe est incorrect.
identity-wait = Trop d’essais. Patientez une minute avant de réessayer.

identity-invitation = Bienvenue
identity-invitation-first = Ouvrez votre guichet
identity-invitation-hint = Choisissez un mot de passe pour commencer.
identity-invitation-first-hint = Vous êtes la première personne ici. Présentez-vous : vous administrerez ce guichet.
identity-invitation-until = Ce lien est valable jusqu’à { $when }.
identity-name = Votre nom
identity-name-help = Celui que vos collègues connaissent. Les clients ne le voient jamais.
identity-new-password = Choisissez un mot de passe
identity-new-password-help = Dix caractères au moins. Une phrase se retient mieux qu’un mot.
identity-start = Commencer
identity-welcome = Bienvenue, { $name }.

identity-profile = Votre profil
identity-profile-hint = Compte : { $email }.
identity-language = Langue et absences
identity-language-label = Langue des pages
identity-language-browser = Celle de mon navigateur
identity-absences = Absences
identity-absences-help = Ces jours-là, aucune question ne vous est confiée. Les lignes vides sont ignorées.
identity-absence-from = Du
identity-absence-until = Au
identity-save = Enregistrer
identity-profile-saved = Votre profil est enregistré.
identity-password-title = Mot de passe
identity-password-current = Mot de passe actuel
identity-password-change = Changer le mot de passe
identity-password-note = Vous serez déconnecté partout ailleurs.
identity-password-changed = Votre mot de passe est changé ; vous êtes déconnecté partout ailleurs.
identity-sessions = Vos connexions
identity-session-since = Depuis
identity-session-seen = Dernière activité
identity-session-here = Ici
identity-session-end = Déconnecter
identity-session-ended = Cette connexion est terminée.
identity-absence-file = Reprendre des absences d’un fichier d’agenda (.ics)
identity-absence-file-help = Les jours où ses événements ne laissent aucune heure travaillée deviennent des absences ; ce qui se répète est repris pour cinq ans.
