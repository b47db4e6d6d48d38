# Comment va le desk, pour les administrateurs.

settings-health = État du service
settings-health-hint = Ce qui fonctionne, ce qui ne fonctionne pas, et que faire.
health-all-good = Tout fonctionne normalement.
health-attention-needed = Le desk fonctionne ; ce qui demande votre attention vient en premier.
health-not-ready = Le desk ne peut pas tout faire en ce moment. Voyez ci-dessous ce qui l’en empêche.
health-version = Souffleur { $version }
health-since = en service depuis
health-good = bon
health-attention = à surveiller
health-bad = ne fonctionne pas
health-unknown = n’a pas pu être mesuré
health-jobs = Tâches de fond
health-job = Tâche
health-job-last = Dernier succès
health-job-failures = Échecs depuis
health-job-never = pas encore
health-job-fire_timers = Échéances, alertes et récapitulatifs
health-job-deliver_outbox = Envoi des e-mails
health-job-recount = Recalcul des échéances
health-job-keep_ledger = Chiffres des rapports
health-job-send_replies = Réponses programmées
health-job-place = Attribution des questions en attente
health-job-learn = Apprentissage de l’aiguillage
health-job-index = Index de recherche
health-job-tidy = Nettoyage

health-line-database = Base de données
health-line-database-value = { $value }
health-line-database-advice = Une ligne n’a pas pu être écrite puis relue. Vérifiez qu’il reste de la place sur le disque, que rien d’autre ne verrouille la base et que son serveur tourne ; /readyz et le journal donnent la cause.
health-line-schema = Schéma de la base
health-line-schema-value = { $value ->
    [0] à jour
   *[other] pas à jour
  }
health-line-schema-advice = Redémarrez le desk avec la version actuelle : elle met le schéma à jour.
health-line-timers = Échéances et alertes
health-line-timers-value = { $value ->
    [0] à l’heure
   *[other] { $value } s de retard
  }
health-line-timers-advice = La machine est surchargée ou le disque est lent. Si le retard ne se résorbe pas, redémarrez le desk.
health-line-set_aside = Échéances mises de côté
health-line-set_aside-value = { $value ->
    [0] aucune
   *[other] { $value } retentées automatiquement
  }
health-line-set_aside-advice = Leur traitement échoue à chaque fois. Le journal nomme l’échéance ou la question, et la cause ; lancez « souffleur verify ».
health-line-mail = Serveur de messagerie
health-line-mail-value = { $value ->
    [0] accepte les e-mails
   *[other] en pause depuis { $value } s
  }
health-line-mail-advice = Il est arrêté, muet, ou refuse le desk : /readyz et la page des envois disent pourquoi. Vérifiez son adresse et son mot de passe (mail.smtp_url). Les e-mails attendent et repartent d’eux-mêmes.
health-line-mail_setup = Serveur de messagerie
health-line-mail_setup-value = pas configuré
health-line-mail_setup-advice = Les e-mails deviennent des fichiers et ne partent pas. Renseignez mail.smtp_url et mail.from dans la configuration, puis redémarrez le desk.
health-line-outbox = E-mails en attente
health-line-outbox-value = { $value ->
    [0] aucun
   *[other] { $value }
  }
health-line-outbox-advice = Voyez le plus ancien.
health-line-outbox_oldest = E-mail en attente le plus ancien
health-line-outbox_oldest-value = { $value ->
    [0] aucun
   *[other] depuis { $value } s
  }
health-line-outbox_oldest-advice = Les e-mails ne partent pas. Vérifiez le serveur et son mot de passe (mail.smtp_url) ; rien n’est perdu entre-temps.
health-line-given_up = E-mails abandonnés
health-line-given_up-value = { $value ->
    [0] aucun
   *[other] { $value }
  }
health-line-given_up-advice = Leur adresse a été refusée, ou le serveur est resté en panne trop longtemps. La page « Envois » des community managers les nomme et permet de les renvoyer.
health-line-search = Questions en attente d’indexation
health-line-search-value = { $value ->
    [0] aucune
   *[other] { $value }
  }
health-line-search-advice = La recherche les trouve quand même, plus lentement. Si le nombre ne baisse pas, voyez la tâche d’indexation ci-dessous.
health-line-writes = Écritures échouées
health-line-writes-value = { $value ->
    [0] aucune depuis le démarrage
   *[other] { $value } depuis le démarrage
  }
health-line-writes-advice = Les personnes concernées en ont été informées et peuvent réessayer. Vérifiez l’espace disque et les verrous ; le journal donne les causes.
health-line-pool = Connexions à la base utilisées
health-line-pool-value = { $value }
health-line-pool-advice = Toutes sont prises : les requêtes s’attendent. Si cela dure, cherchez une requête lente.
health-line-disk = Espace disque libre
health-line-disk-value = { $value } Mo
health-line-disk-advice = Libérez de la place sur le disque du dossier de données, ou agrandissez-le. Sans espace, plus rien ne peut être reçu.
health-line-jobs = Tâches de fond en échec
health-line-jobs-value = { $value ->
    [0] aucune
   *[other] { $value }
  }
health-line-jobs-advice = Le tableau ci-dessous les nomme, avec leur dernière erreur. Elles sont retentées automatiquement.
health-line-wal = Journal d’écriture de SQLite
health-line-wal-value = { $value } Mo
health-line-wal-advice = Une lecture dure si longtemps que le journal ne peut être reversé, par exemple une copie bloquée. Un redémarrage du desk le raccourcit.
health-line-delivery_failures = Tentatives d’envoi échouées
health-line-delivery_failures-value = { $value ->
    [0] aucune depuis le démarrage
   *[other] { $value } depuis le démarrage
  }
health-line-delivery_failures-advice = Chacune est retentée. Si cela continue, voyez le serveur de messagerie.
health-line-sign_ins = Échecs d’identification
health-line-sign_ins-value = { $value ->
    [0] aucun depuis le démarrage
   *[other] { $value } depuis le démarrage
  }
health-line-sign_ins-advice = Quelqu’un essaie peut-être des mots de passe. Il est ralenti ; bloquez son adresse si cela continue.
health-line-streams = Flux en direct ouverts
health-line-streams-value = { $value }
health-line-streams-advice = Un par page ouverte d’un membre de l’équipe.
health-line-rate_limited = Requêtes refusées car trop nombreuses
health-line-rate_limited-value = { $value ->
    [0] aucune depuis le démarrage
   *[other] { $value } depuis le démarrage
  }
health-line-rate_limited-advice = Relevez les limites si elles touchent les bonnes personnes.
