# Les réponses déjà données : gardées par la maison, proposées à qui écrit, lues par le public.

answers-title = Réponses prêtes
answers-hint = Gardées une fois, proposées à chaque question qui leur ressemble.
answers-new = Nouvelle réponse
answers-edit = Modifier la réponse
answers-to-faq = La page publique
answers-empty = Aucune réponse gardée
answers-empty-text = Écrivez une fois ce que vous répondez souvent.
answers-public = Publique
answers-off = Hors d’usage
answers-to-review = À relire
answers-overdue = { $count ->
    [one] { $count } réponse est à relire : plus personne ne s’en porte garant.
   *[other] { $count } réponses sont à relire : plus personne ne s’en porte garant.
}
answers-last-used = { $count ->
    [one] utilisée { $count } fois, le { $when }
   *[other] utilisée { $count } fois, la dernière le { $when }
}
answers-never-used = jamais utilisée
answers-review = à relire le { $when }
answers-saved = La réponse est enregistrée.
answers-save = Enregistrer
answers-stale = Quelqu’un a modifié cette réponse entre-temps. Votre texte est gardé ici ; l’enregistrer remplace le sien.
answers-variables = Dans le texte, ces mots sont remplacés :
answers-in-fr = En français
answers-in-en = En anglais
answers-name = Titre, ou la question
answers-text = Réponse
answers-topic = Sujet
answers-any-topic = Tous les sujets
answers-owner = Responsable
answers-no-owner = Personne
answers-review-on = À relire le
answers-review-help = À partir de ce jour, la réponse est proposée avec un avertissement.
answers-is-public = Sur la page publique
answers-is-public-help = Tout le monde peut la lire, et elle est proposée à qui pose une question semblable. Sans mots à remplacer, et sans nommer personne de la maison.
answers-active = En usage

answers-alike = Déjà répondu
answers-show = Voir les réponses à des questions semblables
answers-none-alike = Rien de semblable n’a encore été répondu.
answers-from-reply = #{ $number }
answers-from-kept = Réponse prête
answers-from-page = Page de la maison
answers-sent = envoyée le { $when }
answers-imported = importée le { $when }
answers-expired = À vérifier
answers-insert = Insérer
answers-insert-title = Insérer « { $title } » dans le texte

faq-title = Questions fréquentes
faq-hint = Peut-être que quelqu’un a déjà demandé.
faq-search = Rechercher une réponse
faq-find = Rechercher
faq-empty = Aucune réponse ici
faq-empty-text = Posez votre question : quelqu’un vous répondra.
faq-like = Ceci répond-il déjà à votre question ?

problem-variable = « { "{" }{ $name }{ "}" } » ne remplace rien. Au choix : customer, question, due, voice. Pour une accolade, doublez-la.
problem-public-variable = Tout le monde lit ce texte : il ne peut rien contenir à remplacer.
