# Le rapport sur les promesses.

report-title = Promesses tenues
report-hint = Les jours sont comptés à l’heure de { $zone }.
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

report-rate = Part tenue
report-rate-of = { $met } sur { $judged } échues
report-rate-none = rien d’échu pour l’instant
report-received = Reçues
report-received-hint = promesses qui ont commencé à courir
report-met = Tenues
report-breached = Manquées
report-breached-hint = sans réponse à l’heure
report-pending = En cours
report-pending-hint = il est encore temps
report-no-reply = Réponse inutile
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

report-definitions = Ce que disent les chiffres
report-term-received = Reçues
report-means-received = Promesses de réponse qui ont commencé à courir sur la période : une par nouvelle question, une par message suivant d’un client. Une promesse appartient au jour où elle a commencé, dans le fuseau horaire de la maison.
report-term-met = Tenues
report-means-met = La réponse est partie strictement avant l’heure promise. Un message d’attente n’est pas une réponse.
report-term-breached = Manquées
report-means-breached = L’heure promise est passée sans réponse, même s’il en est venu une plus tard.
report-term-pending = En cours
report-means-pending = Pas encore de réponse, et il est encore temps.
report-term-no-reply = Réponse inutile
report-means-no-reply = Un community manager a indiqué, raison à l’appui, qu’aucune réponse n’est nécessaire.
report-means-no_reply_needed = Un community manager a indiqué, raison à l’appui, qu’aucune réponse n’est nécessaire.
report-term-rate = Part tenue
report-means-rate = Tenues ÷ (tenues + manquées). Ce qui est en cours ou ne demande pas de réponse n’est pas jugé.
report-term-percentile = La moitié en, 9 sur 10 en
report-means-percentile = Le temps d’attente des clients jusqu’à la première réponse, de la réception à l’envoi, nuits et jours fériés compris : pour la moitié d’entre eux, au plus le premier chiffre ; pour neuf sur dix, au plus le second. Seules comptent les questions qui ont reçu une réponse.
report-term-adds-up = Le compte est bon
report-means-adds-up = Reçues = tenues + manquées + en cours + réponse inutile, sur chaque ligne. Chaque chiffre mène exactement aux questions qu’il compte.

report-questions-title = Derrière le chiffre
report-back = Rapport
report-cell-received = { $count ->
    [one] { $count } promesse
   *[other] { $count } promesses
}
report-cell-met = { $count ->
    [one] { $count } promesse tenue
   *[other] { $count } promesses tenues
}
report-cell-breached = { $count ->
    [one] { $count } promesse manquée
   *[other] { $count } promesses manquées
}
report-cell-pending = { $count ->
    [one] { $count } promesse en cours
   *[other] { $count } promesses en cours
}
report-cell-no_reply_needed = { $count ->
    [one] { $count } promesse sans réponse nécessaire
   *[other] { $count } promesses sans réponse nécessaire
}
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
report-house-paused = Maison en pause
report-term-house-paused = Maison en pause
report-means-house-paused = Promesses pendant lesquelles la maison était en pause. Elles comptent aussi parmi les autres : aucune n’est cachée.
report-pauses = Pauses de la maison
report-pauses-hint = En cas de crise ou de panne, le temps ouvré n’est pas compté. Une promesse à heure fixe continue de courir ; les rapports disent ce qu’une pause a touché.
report-pauses-period = La maison était en pause
report-pauses-none = Aucune pause depuis un an
report-pauses-none-text = Les promesses ont toujours été comptées.
report-pause-new = Commencer une pause
report-pause-reason = Raison
report-pause-reason-help = Elle figure dans chaque rapport de la période, avec votre nom.
report-pause-for-topic = Ce sujet seulement
report-pause-for-channel = Ce canal seulement
report-pause-channel-help = Par exemple email, web ou un réseau. Vide : tous.
report-pause-all = Tous les sujets
report-pause-begin = Mettre en pause
report-pause-begun = La maison est en pause.
report-pause-end = Terminer la pause
report-pause-ended = Les promesses courent de nouveau.
report-pause-lasts = en cours
report-pause-desk = Toute la maison
report-pause-topic = Sujet : { $name }
report-pause-channel = Canal : { $name }
report-pause-by = commencée par { $name }
report-pause-ended-by = terminée par { $name }
report-state-house_paused = Maison en pause
report-means-house_paused = Promesses pendant lesquelles la maison était en pause, quoi qu’il en soit advenu.
report-cell-house_paused = { $count ->
    [one] { $count } promesse pendant une pause
   *[other] { $count } promesses pendant une pause
}
# Le rapport sur le choix des experts.

report-which = Rapports
report-routing-title = Bon expert du premier coup
report-routing-empty = Rien n’a été demandé sur cette période
report-routing-rate = Bon du premier coup
report-routing-rate-of = { $hit } sur { $judged } jugées
report-routing-rate-none = rien à juger pour l’instant
report-routing-asked = Posées
report-routing-unsure = Sans expert d’abord
report-routing-share = { $share } des questions
report-routing-judged = Jugées
report-routing-hit = Bon expert
report-routing-missed = Autre expert
report-routing-error = Écart de certitude
report-routing-error-hint = entre certitude annoncée et réalité
report-routing-over-time = Bon du premier coup, jour après jour
report-routing-caption-topic = Choix des experts par sujet
report-routing-caption-expert = Choix des experts par expert
report-routing-caption-day = Choix des experts par jour
report-routing-confusion = Sujets confondus
report-routing-taken-for = Pris pour → était
report-routing-no-confusion = Aucun sujet n’a été corrigé sur cette période.
report-routing-calibration = Certitude annoncée et réalité
report-routing-calibration-means = De gauche à droite, la certitude annoncée ; de bas en haut, la part de bons experts. Sur la diagonale, le choix a raison aussi souvent qu’il le dit.
report-routing-sure = Certitude
report-routing-said = Annoncée en moyenne
report-routed-cell = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
report-routed-empty = Aucune question n’est comptée ici
report-routed-asked-at = Posée
report-routed-first = Confiée d’abord à
report-routed-drafted = Brouillon envoyé de
report-routed-means-asked = Toutes les questions posées sur la période, hors import. Une question appartient au jour où elle a été posée.
report-routed-means-unsure = Questions qu’aucun expert n’a reçues d’abord : certitude insuffisante, sujet inconnu, ou personne de disponible.
report-routed-means-judged = Questions confiées d’abord à un expert et dont la réponse a été faite à partir d’un brouillon. Jugées = bon expert + autre expert.
report-routed-means-hit = Le brouillon envoyé était celui du premier expert choisi.
report-routed-means-missed = Le brouillon envoyé était celui d’un autre.
report-routed-means-error = La moyenne des écarts entre certitude annoncée et part de bons experts, par tranche de dix points, pondérée par le nombre de questions jugées.
