# Ce que décide l’administration.

settings-title = Réglages
settings-hint = Qui répond, ce qui est promis, et qui parle.
settings-sections = Rubriques
settings-overview = Vue d’ensemble
settings-group-answers = Qui répond
settings-group-promises = Ce qui est promis
settings-group-voices = Qui parle
settings-group-house = La maison

# Sur chaque page
settings-save = Enregistrer
settings-saved = { $name } : c’est enregistré.
settings-added = { $name } : c’est ajouté.
settings-file-left-out = { $count ->
        [one] Un événement du fichier d’agenda a été laissé de côté ; les autres sont repris. { $reasons }
       *[other] { $count } événements du fichier d’agenda ont été laissés de côté ; les autres sont repris. { $reasons }
    }
settings-wrong = Rien n’est encore enregistré. Voyez les champs signalés ; ce que vous avez écrit est toujours là.
settings-off = hors service
settings-in-use = En service
settings-none = Aucun choix
settings-any = Indifférent
settings-choose = Choisissez
settings-nth = { $label } : nº { $nth }
settings-key = Nom court
settings-key-help = Pour les fichiers et les programmes : minuscules sans accent, chiffres, - et _, comme « livraison ».
settings-key-fixed = Il ne change pas : les versions sont gardées sous ce nom.
settings-position = Rang
settings-position-help = Un nombre ; le plus petit vient en premier. Laissez vide pour la fin.
settings-version = Version { $version }. Chaque modification crée une version : ce qui a été promis garde la sienne.
settings-language-fr = Français
settings-language-en = Anglais

# Premiers pas
settings-first = Premiers pas
settings-first-hint = On peut déjà vous poser des questions. Ces quatre étapes font de ce guichet le vôtre.
settings-first-done = Fait
settings-first-topics = Nommez les sujets
settings-first-topics-text = Sur quoi vous interroge-t-on ? Chaque sujet, avec les mots des clients.
settings-first-experts = Ajoutez les experts
settings-first-experts-text = Qui, dans la maison, connaît la réponse ? Au moins une personne par sujet.
settings-first-calendars = Vérifiez le calendrier
settings-first-calendars-text = Les heures d’ouverture et les jours fériés : c’est là que se comptent les promesses.
settings-first-voices = Donnez des mains à la voix
settings-first-voices-text = Le seul nom que rencontrent les clients, et un ou une community manager pour l’écrire.

# Les sujets
settings-topics = Sujets
settings-topics-hint = Ce dont parlent les questions.
settings-topics-new = Nouveau sujet
settings-topics-empty = Aucun sujet pour l’instant
settings-topics-empty-text = Sans sujets, toutes les questions restent aux community managers.
settings-topics-alone = { $count ->
    [one] { $count } sujet sans expert
   *[other] { $count } sujets sans expert
}
settings-topic-alone = sans expert
settings-topic-name = Nom
settings-topic-name-help = Celui qu’emploient les collègues.
settings-topic-words = Mots qui le font reconnaître
settings-topic-words-help = Les mots des clients, comme « colis, suivi, retard ». C’est à eux que le sujet se reconnaît au début ; ensuite, les réponses l’enseignent aussi.
settings-topic-off-help = Un sujet hors service ne reçoit plus de questions ; les anciennes le gardent.

# Les experts
settings-experts = Experts
settings-experts-hint = Qui rédige les brouillons, sur quoi, et combien.
settings-experts-new = Nouvel expert
settings-experts-empty = Aucun expert pour l’instant
settings-experts-empty-text = D’ici là, toutes les questions restent aux community managers.
settings-experts-idle = { $count ->
    [one] { $count } expert sans sujet
   *[other] { $count } experts sans sujet
}
settings-expert-idle = sans sujet
settings-expert-away = en congé jusqu’au { $until }
settings-load = { $open } en cours
settings-load-of = { $open } en cours sur { $capacity }
settings-expert-topics = Sujets, le mieux connu d’abord
settings-expert-topics-help = Quand plusieurs personnes connaissent un sujet, celle qui le connaît le mieux est sollicitée d’abord. Pour en ajouter plus de deux, enregistrez puis recommencez.
settings-expert-capacity = Questions en cours, au plus
settings-expert-capacity-help = Au-delà, les questions vont à quelqu’un d’autre. Vide : sans limite.
settings-expert-calendar = Horaires
settings-expert-calendar-desk = Ceux du guichet
settings-expert-calendar-help = En dehors, aucune question n’est confiée, sauf si personne d’autre ne sait.
settings-expert-deputy = Suppléant
settings-expert-deputy-nobody = Personne
settings-expert-deputy-help = Reçoit les questions de cette personne tant qu’elle est absente jusqu’après l’échéance du brouillon.
settings-expert-deputised = { $name } supplée
settings-expert-account = Compte : rôle, langue, invitation
settings-absences = Absences
settings-absence-from = Premier jour
settings-absence-until = Dernier jour
settings-absences-help = Ces jours-là, aucune question n’est confiée. Deux lignes de plus apparaissent après l’enregistrement.

# Les règles
settings-rules = Règles
settings-rules-hint = Ce qui revient toujours à la même personne. La première règle qui convient décide, avant toute lecture du texte.
settings-rules-new = Nouvelle règle
settings-rules-empty = Aucune règle
settings-rules-empty-text = Le choix se fait d’après le texte. Une règle sert à ce qui ne doit jamais lui être laissé, comme la presse.
settings-rules-removed = La règle est supprimée.
settings-rule-to = à { $name }
settings-rule-if-channel = par
settings-rule-if-subject = objet contenant
settings-rule-if-body = texte contenant
settings-rule-if-tag = client étiqueté
settings-rule-if-language-fr = en français
settings-rule-if-language-en = en anglais
settings-rule-when = Quand une question…
settings-rule-when-help = Tout ce que vous remplissez doit être vrai ; au moins une chose.
settings-rule-channel = est arrivée par le canal
settings-rule-channel-help = web, email, api, ou le canal d’un programme, comme instagram.
settings-rule-language = est écrite en
settings-rule-subject = a dans son objet
settings-rule-body = a dans son texte
settings-rule-tag = vient d’un client étiqueté
settings-rule-tag-help = Une étiquette donnée à côté d’une question, comme vip.
settings-rule-assign = … la confier à
settings-rule-assign-help = Un expert rédige un brouillon ; chez un ou une community manager, elle reste dans la boîte de réception.
settings-rule-position-help = Les règles sont essayées dans l’ordre croissant. Laissez vide pour la fin.
settings-rule-remove = Supprimer cette règle
settings-rule-remove-sure = Supprimer cette règle ? Les questions déjà confiées restent où elles sont.

# Les calendriers
settings-calendars = Calendriers
settings-calendars-hint = Les horaires et les jours fériés dans lesquels se comptent les promesses.
settings-calendars-new = Nouveau calendrier
settings-calendars-empty = Aucun calendrier
settings-calendars-empty-text = Une promesse a besoin d’horaires.
settings-calendar-zone = Fuseau horaire
settings-calendar-zone-help = Une ville du fuseau, comme Europe/Paris. L’heure d’été est prise en compte.
settings-calendar-week = Semaine ordinaire
settings-calendar-week-help = De-à, plusieurs séparés par des virgules : 09:00-12:30, 14:00-18:00. Vide : fermé.
settings-calendar-exceptions = Jours particuliers
settings-calendar-exceptions-help = Une ligne par date : jour férié (fermé), journée plus courte ou plus longue avec ses heures. Les dates passées peuvent rester.
settings-calendar-exceptions-example =
    2026-12-24 09:00-13:00
    2026-12-25 fermé
settings-calendar-closed = fermé
settings-calendar-upcoming = Prochains jours particuliers
settings-calendar-no-exceptions = aucun jour férié à venir
settings-calendar-used = Utilisé par : { $by }.
settings-day-mon = lun.
settings-day-tue = mar.
settings-day-wed = mer.
settings-day-thu = jeu.
settings-day-fri = ven.
settings-day-sat = sam.
settings-day-sun = dim.
settings-day-mon-long = Lundi
settings-day-tue-long = Mardi
settings-day-wed-long = Mercredi
settings-day-thu-long = Jeudi
settings-day-fri-long = Vendredi
settings-day-sat-long = Samedi
settings-day-sun-long = Dimanche

# Les promesses
settings-policies = Promesses
settings-policies-hint = Avant quelle heure une question reçoit sa réponse, et quand alerter.
settings-policies-new = Nouvelle promesse
settings-policies-empty = Rien n’est promis
settings-policies-empty-text = Sans promesse, aucune question n’a d’échéance.
settings-policies-holds = « { $key } » est la promesse habituelle
settings-policy-default = habituelle
settings-policy-is-default = C’est la promesse habituelle
settings-policy-is-default-help = Elle est faite à chaque question qu’aucune autre promesse ne concerne. La cocher ici remplace l’autre.
settings-policy-calendar = Calendrier
settings-policy-calendar-help = Les horaires dans lesquels elle se compte.
settings-policy-first_reply = Première réponse
settings-policy-first_reply-help = Avant quand la voix répond à une question.
settings-policy-next_reply = Réponses suivantes
settings-policy-next_reply-help = Avant quand elle répond à chaque nouveau message du client.
settings-policy-close = Clôture
settings-policy-close-help = Avant quand l’affaire est réglée. La plupart des maisons ne le promettent pas.
settings-policy-draft = Brouillon
settings-policy-draft-line = { $share } du temps jusqu’à la réponse
settings-policy-draft-share = Part du temps pour l’expert, en pour cent
settings-policy-unread = Passer une question non ouverte, en pour cent du temps de l’expert
settings-policy-unread-help = Avec 50, une question que son expert n’a pas ouverte à la moitié de son temps passe à la personne suivante selon l’aiguillage. Vide : elle l’attend.
settings-policy-unread-line = non ouverte à { $share } de ce temps, elle passe à l’expert suivant
settings-policy-draft-share-help = Avec 60, le brouillon est attendu quand 60 % du temps ouvré jusqu’à la réponse est écoulé ; le reste revient au community manager.
settings-policy-warn = Alerter à, en pour cent du temps
settings-policy-warn-help = Plusieurs, en ordre croissant, séparés par des virgules : 50, 80. Vide : aucune alerte.
settings-target-kind = Comment elle se compte
settings-target-none = Non promise
settings-target-cutoff = Selon l’heure de la question
settings-target-working_time = En temps ouvré
settings-cutoff-help = La première ligne dont l’heure n’est pas passée s’applique. La dernière doit être avant 24:00, pour que chaque question en ait une.
settings-cutoff-before = Posée avant
settings-cutoff-due = répondue avant
settings-cutoff-days = jours ouvrés après
settings-cutoff-line = avant { $before } → { $due }{ $days ->
    [0] {""}
    [one] {" "}un jour ouvré après
   *[other] {" "}{ $days } jours ouvrés après
}
settings-minutes = Minutes de temps ouvré
settings-minutes-help = 240 font quatre heures d’ouverture. L’attente d’une réponse du client ne compte pas.
settings-minutes-line = { $span } de temps ouvré

# Ce qu’une promesse donnerait
settings-ahead = Ce que cela promet
settings-ahead-zone = Heures de { $zone }
settings-ahead-now = posée maintenant
settings-ahead-due = répondue avant
settings-ahead-draft = brouillon avant { $when }
settings-ahead-never = pas d’échéance
settings-ahead-nothing = Dès que la promesse est complète, vous voyez ici ce qu’elle donne pour les jours à venir.
settings-why-closed = fermé { $day }
settings-why-counts = compte comme posée au début du { $day }
settings-why-rule = posée avant { $before } → { $due }{ $days ->
    [0] {" "}le jour même
    [one] {" "}un jour ouvré après
   *[other] {" "}{ $days } jours ouvrés après
}
settings-why-sooner = posée avant { $before } le { $day }, la réponse viendrait plus tôt : celle-ci aussi → { $due }{ $days ->
    [0] {""}
    [one] {" "}un jour ouvré plus tard
   *[other] {" "}{ $days } jours ouvrés plus tard
}
settings-why-early = ferme à { $ends } { $day }
settings-why-counted = compté de { $from } à { $until }
settings-why-impossible = aucun jour du calendrier ne permet de la tenir

# Les voix
settings-voices = Voix
settings-voices-hint = Les seuls noms que rencontrent les clients.
settings-voices-new = Nouvelle voix
settings-voices-empty = Aucune voix
settings-voices-empty-text = Il faut que quelqu’un parle au nom de la maison.
settings-voice-name = Nom
settings-voice-name-help = Les clients le voient sur chaque réponse. Le changer le change partout, y compris sur les réponses passées.
settings-voice-signature = Signature
settings-voice-signature-help = La ligne au bas de ses lettres. Vide : le nom.
settings-voice-languages = Langues, la mieux parlée d’abord
settings-voice-languages-help = Une question va à la première voix qui parle sa langue.
settings-voice-off-help = Une voix hors service ne prend plus de nouvelles questions.

# Les utilisateurs
settings-users = Utilisateurs
settings-users-hint = Qui travaille ici et ce que chacun peut faire.
settings-users-new = Nouvelle personne
settings-users-empty = Personne ne travaille ici pour l’instant
settings-users-empty-text = Ajoutez les personnes de la maison.
settings-users-uninvited = { $count ->
    [one] { $count } personne n’a pas choisi de mot de passe
   *[other] { $count } personnes n’ont pas choisi de mot de passe
}
settings-user-inactive = inactif
settings-user-uninvited = pas de mot de passe
settings-user-name = Nom
settings-user-email = Adresse e-mail
settings-user-email-help = Pour se connecter et recevoir les avis. Les clients ne la voient jamais.
settings-user-role = Rôle
settings-role-administrator = Sujets, personnes, calendriers, promesses : tout ce qui est sur ces pages.
settings-role-community_manager = Lit les brouillons, les reprend, répond au nom de la voix. Le seul rôle qui répond.
settings-role-expert = Rédige des brouillons pour les questions qui lui sont confiées.
settings-role-supervisor = Lit toutes les questions et les rapports ; ne change rien.
settings-user-voice = Prête ses mains à
settings-user-voice-help = Pour les community managers : la voix au nom de laquelle on écrit d’habitude.
settings-user-language = Langue de ses pages
settings-user-language-browser = Celle de son navigateur
settings-user-active = Travaille ici
settings-user-active-help = Sinon, plus de connexion ni de question confiée. Rien de ce qui a été écrit ne disparaît ; pensez à confier ses questions en cours à quelqu’un d’autre.
settings-user-expertise = Sujets, capacité et absences
settings-invite = Invitation
settings-invite-first = { $name } n’a pas encore de mot de passe. Le lien permet d’en choisir un ; il part par e-mail, et vous pouvez aussi le transmettre.
settings-invite-again = Si { $name } a oublié son mot de passe, un nouveau lien permet d’en choisir un autre. D’ici là, l’ancien reste valable.
settings-invite-do = Créer un lien
settings-invited = Lien pour { $name }
settings-invited-hint = Il est en route vers { $email }.
settings-invited-link = Lien, à transmettre vous-même
settings-invited-help = Valable une fois, jusqu’à { $when }. Il n’est montré que maintenant ; les liens précédents ne fonctionnent plus.

# Les programmes
settings-programs = Programmes
settings-programs-hint = Ce qui pose des questions par l’API : un réseau social, une boutique, une messagerie.
settings-programs-new = Nouveau programme
settings-programs-empty = Aucun programme
settings-programs-empty-text = Le formulaire et l’e-mail n’en ont pas besoin. Un programme apporte un autre canal, avec son propre jeton.
settings-programs-revoked = Le jeton est retiré.
settings-program-since = depuis le { $when }
settings-program-revoked = retiré le { $when }
settings-program-revoke = Retirer
settings-program-revoke-sure = Retirer le jeton de { $name } ? Ce programme ne pourra plus poser de question dès cet instant.
settings-program-name = Nom
settings-program-name-help = Celui qu’on lui donne ici et dans l’historique.
settings-program-channel = Canal
settings-program-channel-help = Affiché à côté de chacune de ses questions : instagram, boutique… Minuscules sans accent, chiffres, - et _.
settings-program-add = Créer un jeton
settings-secret = Jeton pour { $name }
settings-secret-once = Copiez le jeton maintenant. Il n’est montré que cette fois et n’est gardé nulle part.
settings-secret-token = Jeton
settings-secret-help = Qui le possède peut poser des questions, et rien d’autre. S’il est perdu, retirez-le et créez-en un autre.
settings-secret-use = Le programme l’envoie avec chaque question :
settings-secret-kept = Je l’ai copié

# Le guichet
settings-desk = Guichet
settings-desk-hint = Son nom, ses langues, et le degré de certitude demandé.
settings-desk-name = Nom
settings-desk-name-help = En haut de chaque page et dans chaque lettre.
settings-desk-languages = Langues des pages publiques
settings-desk-languages-help = La première est pour les visiteurs dont la langue n’y figure pas.
settings-desk-threshold = Certitude demandée, en pour cent
settings-desk-threshold-help = En dessous, une question reste aux community managers au lieu d’aller à un expert qui n’est peut-être pas le bon. 35 est un bon début.
settings-desk-quiet = Heures de silence
settings-desk-quiet-help = Entre ces heures, personne n’est dérangé par une alerte, sauf à en avoir choisi autrement sur son profil. Laissez vide s’il n’y en a pas.
settings-desk-quiet-from = De
settings-desk-quiet-until = À
settings-desk-apology = Ce par quoi commence une réponse tardive
settings-desk-apology-help = Proposé au community manager quand une promesse n’a pas été tenue. Laissé vide, c’est la phrase affichée.

# Les modifications
settings-audit = Modifications
settings-audit-hint = Chaque changement d’un réglage. Rien ici ne peut être effacé.
settings-audit-last = la dernière par { $name }
settings-audit-empty = Rien n’a encore été modifié
settings-audit-at = Quand
settings-audit-by = Qui
settings-audit-what = Quoi
settings-audit-desk = le guichet
settings-audit-added = Ajout – { $what } :
settings-audit-changed = Modification – { $what } :
settings-audit-removed = Suppression – { $what } :
settings-audit-of-topic = sujet
settings-audit-of-answer = réponse prête
settings-audit-of-voice = voix
settings-audit-of-calendar = calendrier
settings-audit-of-policy = promesse
settings-audit-of-user = utilisateur
settings-audit-of-rule = règle
settings-audit-of-program = programme
settings-audit-of-desk = guichet
settings-audit-of-objective = objectif
settings-audit-of-report_link = lien vers un rapport
settings-audit-of-report_letter = destinataires de la lettre

# Années, conditions, échelles, essais
settings-day-mon-one = L
settings-day-tue-one = M
settings-day-wed-one = M
settings-day-thu-one = J
settings-day-fri-one = V
settings-day-sat-one = S
settings-day-sun-one = D
settings-calendar-holidays = Jours fériés
settings-calendar-holidays-none = aucun
settings-calendar-holidays-help = Fermé les jours fériés légaux de ce pays ou de cette région, chaque année. Un jour particulier l’emporte.
settings-calendar-keeps = Jours fériés : { $region }
settings-calendar-import = Reprendre des fermetures d’un fichier d’agenda (.ics)
settings-calendar-file = Fichier
settings-calendar-closures = Son contenu
settings-calendar-closures-help = Les événements d’une journée ferment le jour, les autres leurs heures. Une fois enregistrés, ils deviennent des jours particuliers ci-dessus.
settings-year-link = L’année d’un coup d’œil
settings-year-title = { $name } en { $year }
settings-year-hint = Fuseau { $zone } ; { $worked } jours ouvrés.
settings-year-key = Légende
settings-year-open = ouvert
settings-year-other = autres horaires
settings-year-shut = fermé ce jour-là
settings-year-holiday = jour férié
settings-year-closed = jour non ouvré
settings-year-differing = Jours particuliers et fériés
settings-asked-title = Posée à ce moment, répondue quand ?
settings-asked-at = Posée le
settings-asked-policy = Promesse
settings-asked-default = la promesse habituelle
settings-asked-do = Calculer
settings-why-holiday = le { $day } est férié ({ $name })
settings-why-working-day = le { $day } est le jour ouvré n° { $nth }
settings-policy-position = Ordre
settings-policy-position-help = Les promesses sont essayées dans l’ordre croissant ; la promesse habituelle vient en dernier.
settings-policy-unused = aucune question ne la reçoit : sans conditions
settings-policy-shadowed = aucune question ne la reçoit : { $by } les prend toutes
settings-policy-lead = Alerter tant de minutes avant
settings-policy-lead-help = Plusieurs, en ordre décroissant, séparés par des virgules : 60, 15. Vide : aucune.
settings-when = Quelles questions la reçoivent
settings-when-help = Tout ce qui est rempli doit convenir ; ce qui est vide laisse tout passer. La promesse habituelle prend le reste et n’a pas de conditions.
settings-when-channel = Canaux
settings-when-channel-help = Par exemple email, web.
settings-when-topic = Sujets
settings-when-language = Langues
settings-when-tag = Étiquettes du client
settings-when-tag-help = Par exemple vip, presse : une seule suffit.
settings-when-days = Posée le
settings-when-from = Posée à partir de
settings-when-from-help = À l’heure du calendrier, par exemple 18:00.
settings-when-until = et avant
settings-ladder = Tant que personne ne répond
settings-ladder-help = Une échelle : chaque degré est franchi une fois, à une part du temps ou tant de minutes avant l’échéance. On ne fait que monter : expert, suppléant, community manager, superviseur.
settings-ladder-of = Pour
settings-ladder-reply = la réponse
settings-ladder-draft = le brouillon
settings-ladder-at = à %
settings-ladder-before = ou min avant
settings-ladder-to = qui
settings-ladder-then = quoi
settings-ladder-nudge = prévenir
settings-ladder-reassign = confier la question
settings-ladder-by = comment
settings-ladder-email = e-mail
settings-ladder-page = page seule
settings-month-title = Ce qu’elle aurait donné le mois dernier
settings-month-help = Recompte les trente derniers jours avec ce qui est saisi ici. Rien n’est modifié.
settings-month-do = Essayer sur le mois dernier
settings-month-before = telle quelle
settings-month-after = avec ceci
settings-month-moved = { $moved } échéances seraient différentes ; { $differ } promesses auraient fini autrement.
settings-month-wrong = Une saisie ci-dessus n’est pas encore lisible. L’enregistrement dira laquelle.
settings-trial-title = Quelle promesse recevrait-elle ?
settings-trial-hint = Une question imaginée : quelle promesse elle reçoit, pourquoi, et ce qui se passe quand.
settings-trial-link = Quelle promesse recevrait une question ?
settings-trial-channel-help = Vide : le formulaire public.
settings-trial-now = Vide : maintenant.
settings-trial-do = Essayer
settings-trial-gets = Elle reçoit
settings-trial-passed = pas { $policy } : { $because }
settings-trial-alarms = Alertes et degrés :
settings-miss-channel = autre canal
settings-miss-topic = autre sujet
settings-miss-language = autre langue
settings-miss-tag = aucune des étiquettes
settings-miss-asked = posée à un autre moment
settings-month-1 = Janvier
settings-month-2 = Février
settings-month-3 = Mars
settings-month-4 = Avril
settings-month-5 = Mai
settings-month-6 = Juin
settings-month-7 = Juillet
settings-month-8 = Août
settings-month-9 = Septembre
settings-month-10 = Octobre
settings-month-11 = Novembre
settings-month-12 = Décembre
settings-audit-of-pause = Pause
settings-model = Apprentissage
settings-model-hint = Ce que le choix automatique a appris, et le moyen de revenir en arrière.
settings-model-knows = Appris de { $examples } exemples, dont { $corrections } depuis le dernier entraînement complet.
settings-model-importing = Un import est en cours : { $rows } lignes lues, { $refused } refusées. Les questions sont reçues normalement pendant ce temps.
settings-model-training = Un import est en cours : { $rows } lignes lues, l’entraînement se termine.
settings-model-versions = Versions conservées
settings-model-version = Version
settings-model-at = Entraînée
settings-model-examples = Exemples
settings-model-state = État
settings-model-current = en service
settings-model-withdrawn = retirée le { $at }
settings-model-use = Revenir à celle-ci
settings-model-with-examples = Écarter aussi ce qui a été appris depuis
settings-model-sure = Revenir à la version { $version } ? Les versions suivantes seront retirées.
settings-model-used = La version { $version } est en service ; exemples écartés : { $aside }.
settings-model-unusable = Cette version ne peut plus servir : elle est illisible, ou ne connaît pas tous les sujets d’aujourd’hui. La version en service reste.
settings-model-empty = Aucune version enregistrée pour l’instant
settings-audit-of-model = apprentissage, version
settings-desk-publishes-rate = Publier la part de promesses tenues, mois par mois
settings-desk-publishes-rate-help = Une page publique la montre à tout le monde, sans un mot des questions ni de personne.
settings-desk-first-look = Relire les questions publiques avant de les afficher
settings-desk-first-look-help = Une question publique posée sans être identifié n’apparaît au mur qu’une fois relue ; son auteur en est prévenu. Sinon, elle s’affiche aussitôt.
settings-objectives-hint = Les chiffres que la maison veut atteindre, qui y veille et pour quand.

settings-hold = Reprise après restauration
settings-hold-hint = Après une restauration, aucun e-mail ne part et aucune échéance ne se déclenche sans votre accord. Vous pouvez continuer à recevoir, à lire et à répondre : les réponses attendent.
settings-hold-of = Copie du { $at }. À la reprise, chaque échéance dépassée se déclenche une fois, et les promesses non tenues entre-temps sont enregistrées à leur heure réelle.
settings-hold-letters = { $count ->
    [0] Courriers écrits avant la copie : aucun en attente
    [one] Un e-mail écrit avant la copie est en attente
   *[other] { $count } e-mails écrits avant la copie sont en attente
  }
settings-hold-letters-help = Si le desk a continué de fonctionner après la copie, il les a très probablement envoyés : les clients les recevraient deux fois.
settings-hold-replies = { $count ->
    [one] Une réponse programmée avant la copie attend aussi. Envoyée, elle part à son heure ; sinon elle est arrêtée et son texte revient à son auteur.
   *[other] { $count } réponses programmées avant la copie attendent aussi. Envoyées, elles partent à leur heure ; sinon elles sont arrêtées et leurs textes reviennent à leurs auteurs.
  }
settings-hold-choose = Choisir…
settings-hold-drop = Marquer comme déjà envoyés, rendre les réponses
settings-hold-send = Envoyer
settings-hold-release = Reprendre les envois et les échéances
settings-hold-released = Les envois et les échéances ont repris.
settings-hold-none = Rien n’est suspendu
settings-hold-none-text = Les e-mails partent et les échéances se déclenchent normalement.
settings-audit-of-hold = Suspension des envois et des échéances
