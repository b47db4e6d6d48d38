# La scène : ce que lisent les clients.

public-wall-title = Questions et réponses
public-wall-hero = Vous demandez, nous répondons.
public-wall-lead = Chaque question reçoit sa réponse ici, même les plus délicates.
public-wall-older = Questions précédentes
public-wall-empty = Personne n’a encore posé de question
public-wall-empty-text = La première sera la vôtre.
public-promise-now = Posez votre question maintenant : réponse avant { $when }
public-answer-by = { $voice } vous répond avant { $when }
public-late = { $voice } vous doit encore cette réponse et s’en occupe.
public-asked-by = posée par { $name }
public-question = Question nº { $number }
public-hidden = La question nº { $number } est masquée
public-hidden-because = Nous n’effaçons pas les questions. Celle-ci est masquée pour la raison suivante : { $reason }
public-says = {" "}:

public-ask-hero = Que souhaitez‑vous savoir ?
public-ask-body = Votre question
public-ask-body-help = Dites-le avec vos mots ; une question à la fois reçoit la meilleure réponse.
public-ask-subject = En quelques mots (facultatif)
public-ask-name = Votre nom
public-ask-name-help = Les autres voient votre prénom et une initiale.
public-ask-email = Votre adresse e-mail (facultatif)
public-ask-email-help = Pour vous envoyer la réponse ; jamais affichée, jamais transmise.
public-ask-public = Montrer ma question et sa réponse à tout le monde
public-ask-public-help = Sinon, vous seul pourrez la lire, par votre lien personnel.
public-ask-send = Envoyer
public-asked = Votre question nº { $number } nous est parvenue. Gardez cette page : la réponse y apparaîtra.
public-wait = Cela fait beaucoup de messages en peu de temps. Patientez une minute puis renvoyez ; ce que vous avez écrit est toujours là.

public-follow-up = Ajouter quelque chose
public-follow-up-send = Envoyer
public-followed-up = Merci, votre message a été ajouté.
public-goes-on = La même personne l’avait déjà demandé : la réponse se trouve à la question { $number }.
public-keep-link = Cette page est la vôtre : toute personne qui en a l’adresse peut la lire et y écrire.
public-zone = (heure de { $city })
public-zone-yours = (à votre heure)
promise-title = Notre promesse, mois par mois
promise-hint = Chaque question a une heure promise. Voici combien de fois nous l’avons tenue.
promise-month = Mois
promise-kept = Promesses tenues
promise-of = Questions
promise-running = en cours
promise-said = { $met } sur { $judged }
promise-means = Une promesse est tenue quand notre réponse part avant l’heure annoncée. Un message d’attente ne compte pas. Les questions dont l’heure n’est pas encore passée ne sont pas comptées.
promise-empty = Rien à montrer pour l’instant
promise-empty-text = Aucune promesse n’est encore arrivée à son heure.
promise-link = Comment nous tenons notre promesse

public-verify-title = Avez-vous posé la question nº { $number } ?
public-verify-hint = Elle a été posée avec l’adresse { $email }.
public-verify-do = Oui, c’est bien moi
public-verify-warning = Si ce n’est pas vous, fermez cette page : la personne qui l’a posée pourrait sinon lire vos autres échanges avec nous.
public-verify-until = Ce lien sert une seule fois, jusqu’au { $when }.
public-verified-title = Merci, c’est confirmé
public-verified-hint = La question nº { $number } est bien la vôtre.
public-held-back = Nous relisons votre question avant de l’afficher à tout le monde. Rien d’autre ne change : vous aurez votre réponse à l’heure promise.
