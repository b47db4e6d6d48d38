# Le rapport sur les promesses.

report-title = Promesses tenues
report-hint = Les jours sont comptés dans le fuseau horaire { $zone }.
report-csv = CSV
report-presets = Période
report-preset-today = Aujourd’hui
report-preset-week = Cette semaine
report-preset-last7 = 7 derniers jours
report-preset-month = Ce mois-ci
report-from = Du
report-to = Au
report-show = Afficher

report-empty = Rien n’a été promis sur cette période
report-empty-text = Aucune question n’est arrivée ces jours-là : il n’y avait rien à tenir ni à manquer. Choisissez une autre période.

report-rate-of = { $met } sur { $judged } échues
report-rate-none = rien d’échu pour l’instant
report-received-hint = promesses qui ont commencé à courir
report-met = Tenues
report-breached = Manquées
report-breached-hint = sans réponse à l’heure
report-pending = En cours
report-pending-hint = il est encore temps
report-p50 = La moitié en
report-p90 = 9 sur 10 en
report-p90-hint = 9 sur 10 en { $span }
report-no-reply-yet = aucune réponse pour l’instant
report-total = Total

report-group-by = Répartition
report-by-day = Par jour
report-by-expert = Par expert
report-by-topic = Par sujet
report-by-channel = Par canal
report-caption-day = Promesses par jour
report-caption-expert = Promesses par expert
report-caption-topic = Promesses par sujet
report-caption-channel = Promesses par canal
report-column-day = Jour
report-column-expert = Expert
report-column-topic = Sujet
report-column-channel = Canal
report-none-day = –
report-none-expert = Community managers
report-none-topic = Sans sujet
report-none-channel = –


report-questions-title = Derrière le chiffre
report-back = Rapport
report-cell-hint = du { $from } au { $to }
report-cell-empty = Aucune promesse n’est comptée ici
report-cell-empty-text = Le chiffre qui mène ici est zéro.
report-question = Question
report-promise = Promesse
report-set-at = Début
report-due-at = Échéance
report-met-at = Issue
report-state-met = Tenue
report-state-breached = Manquée
report-state-pending = En cours
report-state-no_reply_needed = Réponse inutile

# Pauses de la maison
report-pauses = Pauses de la maison
report-pauses-hint = En cas de crise ou de panne, le temps ouvré n’est pas compté. Une promesse à heure fixe continue de courir ; les rapports disent ce qu’une pause a touché.
report-pauses-period = La maison était en pause
report-pauses-none = Aucune pause depuis un an
report-pauses-none-text = Les promesses ont toujours été comptées.
report-pause-new = Commencer une pause
report-pause-reason = Raison
report-pause-reason-help = Elle figure dans chaque rapport de la période, avec votre nom.
report-pause-for-topic = Ce sujet seulement
report-pause-for-channel = Ce canal seulement
report-pause-channel-help = Par exemple email, web ou un réseau. Vide : tous.
report-pause-all = Tous les sujets
report-pause-begin = Mettre en pause
report-pause-begun = La maison est en pause.
report-pause-end = Terminer la pause
report-pause-ended = Les promesses courent de nouveau.
report-pause-lasts = en cours
report-pause-desk = Toute la maison
report-pause-topic = Sujet : { $name }
report-pause-channel = Canal : { $name }
report-pause-by = commencée par { $name }
report-pause-ended-by = terminée par { $name }
report-state-house_paused = Maison en pause
# Le rapport sur le choix des experts.

report-which = Rapports
report-routing-title = Bon expert du premier coup
report-routing-empty = Rien n’a été demandé sur cette période
report-routing-rate-of = { $hit } sur { $judged } choix jugés
report-routing-rate-none = rien à juger pour l’instant
report-routing-share = { $share } des questions
report-routing-error = Écart de certitude
report-routing-error-hint = entre certitude annoncée et réalité
report-routing-error-means = La moyenne des écarts entre certitude annoncée et part de bons experts, par tranche de dix points, pondérée par le nombre de questions jugées.
report-routing-over-time = Bon du premier coup, jour après jour
report-routing-caption-first_topic = Choix des experts par sujet
report-routing-caption-first_expert = Choix des experts par expert
report-routing-caption-day = Choix des experts par jour
report-routing-confusion = Sujets confondus
report-routing-taken-for = Pris pour → était
report-routing-no-confusion = Aucun sujet n’a été corrigé sur cette période.
report-routing-calibration = Certitude annoncée et réalité
report-routing-calibration-means = De gauche à droite, la certitude annoncée ; de bas en haut, la part de bons experts. Sur la diagonale, le choix a raison aussi souvent qu’il le dit.
report-routing-sure = Certitude
report-routing-said = Annoncée en moyenne
report-routing-said-by-desk = Certitude annoncée
report-routing-tenth = { $from }–{ $to } %
report-routed-cell = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
report-routed-empty = Aucune question n’est comptée ici
report-routed-asked-at = Posée
report-routed-first = Confiée d’abord à
report-routed-drafted = Brouillon envoyé de

report-late-title = Pourquoi en retard
report-preset-last-month = Mois dernier
report-preset-last90 = 90 jours
report-preset-year = Cette année
report-against = Comparer avec
report-against-nothing = Rien
report-against-previous = La période précédente
report-against-year = Un an plus tôt
report-against-days = D’autres jours
report-against-from = Comparer du
report-against-to = au
report-against-said = comparé à la période du { $from } au { $to }
report-before = avant : { $rate }
report-promises = Promesses
report-promises-first_reply = Questions
report-promises-next_reply = Suites
report-promises-all = Toutes les promesses
report-unit-first_reply = Une question compte une fois, par sa première réponse.
report-unit-next_reply = Chaque nouveau message d’un client compte une fois.
report-unit-all = Chaque promesse de réponse compte : une par question, une par message suivant.
report-by-week = Par semaine
report-by-hour = Par heure
report-by-language = Par langue
report-by-policy = Par règle
report-by-first_topic = Par sujet supposé d’abord
report-by-first_expert = Par expert choisi d’abord
report-caption-week = Par semaine
report-caption-hour = Par heure et jour de la semaine
report-caption-language = Par langue
report-caption-policy = Par règle
report-column-week = Semaine du
report-column-hour = Jour et heure
report-column-language = Langue
report-column-policy = Règle
report-column-first_topic = Sujet supposé
report-column-first_expert = Expert choisi
report-none-week = –
report-none-hour = –
report-none-language = –
report-none-policy = Règle disparue
report-gone-expert = Personne disparue
report-gone-topic = Sujet disparu
report-gone-policy = Règle disparue
report-language-fr = Français
report-language-en = Anglais
report-only = Seulement : { $name }
report-only-all = Tout revoir
report-refused = Cette période ne se lit pas
report-refused-text = Corrigez les dates ci-dessus : aucun chiffre n’est montré tant qu’elles ne veulent rien dire.
report-definitions = Ce que disent les chiffres
report-adds-up = Le compte est bon : sur chaque ligne, reçues = tenues + manquées + en cours + réponse inutile, et chaque chiffre mène exactement aux questions qu’il compte.
report-counting = Les chiffres se comptent
report-counting-text = Le passé de la maison est en train d’être compté. Aucun chiffre n’est montré avant qu’il ne soit juste : rechargez la page dans un instant.
report-chart = Promesses au fil du temps
report-caption-heat = Promesses tenues, par heure et jour de la semaine
report-heat-hint = Le nombre est celui des questions reçues ; la couleur dit si les promesses ont été tenues.
report-heat-cell = { $rate } tenues
report-follow-ups = Suites
report-follow-ups-said = { $count ->
    [one] { $count } nouveau message de client sur la période
   *[other] { $count } nouveaux messages de clients sur la période
}
report-times = Combien de temps cela prend
report-times-step = Étape
report-times-clock = Horloge
report-clock-working = temps ouvré
report-clock-real = temps réel
report-median = Médiane
report-p90-column = 9 sur 10
report-p95-column = 19 sur 20
report-craft = Le travail des brouillons
report-late-hint = Où le temps a passé avant l’heure promise
report-late-none = Aucune promesse manquée
report-late-none-text = Sur cette période, tout ce qui était dû est parti à l’heure.
report-late-all = Toutes les manquées :
report-late-caption = Promesses manquées, selon où le temps a passé
report-version = État des données
report-version-said = Fait à partir de l’état { $version } du { $at }. Refait après un changement de calendrier ou de règle, il donne les mêmes chiffres : chaque promesse garde la version avec laquelle elle a été comptée.
report-corrections = Corrections après la période
report-corrections-said = { $count ->
    [one] { $count } changement après la fin de la période
   *[other] { $count } changements après la fin de la période
}
report-correction-field-outcome = Issue
report-correction-field-replied_at = Réponse partie
report-correction-field-due_at = Échéance
report-correction-field-topic = Sujet
report-correction-field-expert = Expert
report-correction-field-language = Langue
report-correction-field-draft = Brouillon
report-correction-field-draft_returned = Brouillon renvoyé
report-correction-field-reopened = Rouverte
report-correction-field-late = Cause du retard
report-correction-day = Comptée le
report-correction-what = Quoi
report-correction-was = Était
report-correction-became = Devient
report-correction-at = Changé
report-value-true = oui
report-value-false = non
report-ledger = Registre
report-ledger-title = Registre de la question #{ $number }
report-ledger-hint = Ce que les rapports comptent d’elle, pas à pas.
report-ledger-passed = Étape
report-ledger-at = Quand
report-ledger-what-asked = Posée
report-ledger-what-assigned = Confiée à un expert
report-ledger-what-drafted = Premier brouillon
report-ledger-what-decided = Réponse décidée
report-ledger-what-replied = Réponse partie
report-ledger-what-due = Échéance promise
report-ledger-waited = Où le temps ouvré a passé
report-phase-assignment = Attente d’un expert
report-phase-expert = Chez l’expert
report-phase-approval = En relecture
report-phase-sending = À l’envoi
report-ledger-first_reply = Première réponse
report-ledger-next_reply = Suite
report-ledger-versions = Règle en version { $policy }, calendrier en version { $calendar }, jours comptés dans le fuseau horaire { $zone }.
report-ledger-draft-unchanged = brouillon envoyé tel quel
report-ledger-draft-edited = brouillon retouché
report-ledger-draft-own_words = sans brouillon
report-ledger-returned = brouillon renvoyé
report-ledger-reopened = rouverte
report-ledger-held = message d’attente
report-ledger-hit = bon expert d’emblée
report-ledger-missed = autre expert d’abord
report-ledger-paused = maison en pause { $span }
report-more = Suite
report-first = Début
report-cell = { $count ->
    [one] { $count } promesse
   *[other] { $count } promesses
} · { $name }
report-board-title = Tableau du jour
report-board-desk = Quitter le mode projecteur
report-board-projector = Projecteur
report-board-now = À { $time }
report-board-today = Promesses dues aujourd’hui
report-board-empty = Rien n’est dû aujourd’hui
report-board-empty-text = Aucune promesse n’arrive à échéance aujourd’hui.
report-board-by = Avant { $time }
report-board-later = Plus tard
report-board-due = { $count ->
    [one] promesse due
   *[other] promesses dues
}
report-board-column-due = Dues
report-board-done = Tenues
report-board-running = En cours
report-board-at_risk = À risque
report-board-missed = Manquées
report-board-excused = Réponse inutile
report-board-risks = Ce qui n’arrivera pas à temps
report-board-risks-hint = D’après qui tient quoi, son rythme habituel et ses heures de présence.
report-board-calm = Au rythme habituel, tout partira à l’heure.
report-board-due-at = due à { $time }
report-board-likely = plutôt { $when }
report-board-why-absent = absent d’ici là
report-board-why-load = trop de questions avant
report-board-why-reading = brouillon à relire
report-board-why-nobody = sans expert
report-board-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
report-board-caption-expert = Promesses du jour par expert
report-board-caption-topic = Promesses du jour par sujet
report-board-moved = Entre-temps, le tableau a changé.

# Ce que la maison veut atteindre
report-objectives = Objectifs
report-objectives-hint = Ce que la maison veut atteindre, qui y veille et pour quand. Chaque chiffre est celui des { $days } derniers jours, ou des { $days } jours avant l’échéance.
report-objectives-days = Le chiffre des trente derniers jours, quelle que soit la période du rapport.
report-objectives-all = Tous les objectifs
report-objectives-none = Aucun objectif pour l’instant
report-objectives-none-text = Un objectif dit quel chiffre atteindre, qui y veille et pour quand. Quelques-uns suffisent.
report-objectives-past = { $count ->
    [one] { $count } objectif abandonné
   *[other] { $count } objectifs abandonnés
}
report-objective-new = Nouvel objectif
report-objective-change = Modifier l’objectif
report-objective-change-one = Modifier l’objectif « { $name } »
report-objective-saved = L’objectif est enregistré.
report-objective-stale = Quelqu’un a modifié cet objectif entre-temps. Ce que vous avez saisi est encore là : enregistrez de nouveau pour remplacer sa version, ou revenez à la liste pour la garder.
report-objective-measure = Chiffre
report-objective-topic = Sujet
report-objective-any-topic = Toutes les questions
report-objective-comparison = Attendu
report-objective-at-least = au moins
report-objective-at-most = au plus
report-objective-value = Valeur
report-objective-value-help = Une part en pour cent (98 ou 98,5) ou une durée en heures et minutes (2:30).
report-objective-owner = Qui y veille
report-objective-choose = Choisissez
report-objective-due-on = Pour le
report-objective-priority = Priorité
report-objective-priority-help = De 1, la première, à 9.
report-objective-active = Encore d’actualité
report-objective-save = Enregistrer
report-objective-p50 = pour la moitié
report-objective-p90 = pour 9 sur 10
report-objective-p95 = pour 19 sur 20
report-objective-by = pour le { $date }
report-objective-days-left = { $count ->
    [0] aujourd’hui
    [one] encore { $count } jour
   *[other] encore { $count } jours
}
report-objective-owner-left = ne travaille plus ici : à confier à quelqu’un
report-objective-topic-retired = sujet retiré : questions passées
report-objective-wanted-at-least = voulu : au moins
report-objective-wanted-at-most = voulu : au plus
report-objective-reached = Atteint
report-objective-open = En chemin
report-objective-missed = Manqué
report-objective-unknown = Rien à mesurer

# Ses propres réponses
report-own = Vos réponses
report-own-hint = Ce que vos réponses sont devenues, semaine après semaine. Vous seul voyez cette page.
report-own-this-week = Cette semaine
report-own-weeks = Semaine après semaine
report-own-empty = Rien encore cette semaine
report-own-empty-text = Dès qu’une question vous est confiée, elle est comptée ici.
report-own-whose = Sont comptées les questions que vous teniez quand la réponse est partie, ou que vous tenez encore ; une question appartient à la semaine où elle a été posée, dans le fuseau horaire { $zone }.
report-own-week-of = semaine du { $date }

# Ce qui sort de la page
report-share = Partager
report-share-hint = Un lien montre ce rapport à qui l’a, sans compte, jusqu’à ce que vous le révoquiez. Il ne dit rien de personne de la maison.
report-share-new = Nouveau lien
report-share-about = Du { $from } au { $to }
report-share-only = un seul groupe
report-share-name = Nom du lien
report-share-name-help = À qui il est destiné, par exemple. Le lecteur voit ce nom.
report-share-rolling = { $days ->
    [one] Toujours le jour de l’ouverture
   *[other] Toujours les { $days } derniers jours
}
report-share-rolling-help = Sinon, le lien montre toujours les mêmes jours.
report-share-rolls = { $days ->
    [one] le jour même
   *[other] les { $days } derniers jours
}
report-share-make = Créer le lien
report-share-made = Lien « { $name } » créé
report-share-once = Copiez-le maintenant : il ne sera plus montré.
report-share-link = Lien
report-share-try = Ouvrir le lien
report-share-links = Liens
report-share-none = Aucun lien
report-share-none-text = Rien ne sort de la maison.
report-share-made-by = créé par { $name } le { $at }
report-share-used = ouvert la dernière fois le { $at }
report-share-unused = jamais ouvert
report-share-is-revoked = révoqué
report-share-revoked-by = révoqué par { $name } le { $at }
report-share-revoke = Révoquer
report-share-revoke-one = Révoquer le lien « { $name } »
report-share-revoke-sure = Révoquer « { $name } » ? Qui a ce lien ne verra plus rien.
report-share-revoked = Le lien est révoqué.
report-shared-hint = Du { $from } au { $to }, dans le fuseau horaire { $zone }.
report-shared-empty-text = Aucune question n’est arrivée ces jours-là : il n’y avait rien à tenir ni à manquer.
report-shared-gone = Ce lien ne mène plus nulle part
report-shared-revoked-text = Il a été révoqué. Demandez-en un autre à qui vous l’avait donné.
report-shared-gone-text = Ce dont il parlait n’existe plus. Demandez-en un autre à qui vous l’avait donné.
report-letter = Lettre de la semaine
report-letter-hint = Le premier jour ouvré de la semaine, les chiffres de la précédente, avec le chemin vers chaque question. Chacun peut l’arrêter sur sa page de profil.
report-letter-stopped = arrêtée par la personne
report-letter-save = Enregistrer
report-letter-saved = Les destinataires sont enregistrés.
report-unit-of-promises = promesses
report-unit-of-share = part, en pour cent
report-unit-of-time = durée
