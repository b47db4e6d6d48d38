# Les questions qui vont ensemble.

related-same = Même question
related-back = Revenir à la question
related-with = Même réponse que
related-leave = Répondre à part
related-left = La question est de nouveau à part : un brouillon est demandé pour elle.
related-asked-by = { $count ->
    [one] Posée par { $count } client
   *[other] Posée par { $count } clients
}
related-asked-by-hint = Un seul brouillon suffit : chacun reçoit sa réponse.
related-leads = { $count ->
    [one] { $count } client
   *[other] { $count } clients
}
related-row-with = Même réponse que la question { $number }
related-show = Qui demande la même chose ?
related-nobody = Personne d’autre ne demande la même chose pour le moment.
related-others = { $count ->
    [one] { $count } autre client demande la même chose.
   *[other] { $count } autres clients demandent la même chose.
}
related-group = { $count ->
    [one] { $count } client demande la même chose :
   *[other] { $count } clients demandent la même chose :
}
related-together = Répondre ensemble
related-number = Numéro de la question
related-follow-help = Son brouillon et votre texte serviront aux deux. Chaque client reçoit sa propre réponse, et chaque promesse reste due.
related-follow-do = Répondre avec elle
related-follows = La réponse à la question { $number } servira aussi à celle-ci.
related-joined = { $count ->
    [1] Une seule réponse à préparer : une question suit désormais la question { $number }.
   *[other] Une seule réponse à préparer : { $count } questions suivent désormais la question { $number }.
}
related-also = { $count ->
    [one] Envoyer aussi à celui qui demande la même chose
   *[other] Envoyer aussi aux { $count } autres qui demandent la même chose
}
related-also-help = Une réponse séparée à chacun, à son nom. { $customer } devient le nom de chacun ; personne ne voit les autres.
related-not-language = Écrit dans une autre langue : répondez-lui à part.
related-not-waits = Une réponse l’attend déjà.
related-sent-also = { $count ->
    [1] Une réponse de plus part avec elle.
   *[other] { $count } réponses de plus partent avec elle.
}
related-left-out-wrote-again = Sans { $numbers } : le client a écrit entre-temps. À lire avant de répondre.
related-left-out-language = Sans { $numbers } : la question est dans une autre langue que votre texte.
related-left-out-names-another = Sans { $numbers } : votre texte nomme un autre client.
related-left-out-waits = Sans { $numbers } : une réponse y attend déjà son départ.
related-left-out-unusable = Sans { $numbers } : une fois à son nom, le texte ne peut pas partir tel quel.
related-left-out-apart = Sans { $numbers } : la question ne suit plus celle-ci.
related-relate = Rapprocher d’une autre question…
related-merge-do = Réunir : posée deux fois
related-merge-help = Même client, même demande : tout continue dans la plus ancienne, dont la promesse vient d’abord. Chaque lien garde sa page et y montre ce que son lecteur a le droit de voir.
related-link-do = Lier seulement
related-link-help = Chacune se voit à côté de l’autre, rien d’autre ne change.
related-into = Réunie à
related-part = Ce n’est pas la même
related-merged = { $count ->
    [one] Demandé une fois de plus par le même client :
   *[other] Demandé { $count } fois de plus par le même client :
}
related-links = Liée à
related-unlink = Délier
related-linked = La question est liée à { $number }.
related-unlinked = La question n’est plus liée à { $number }.
related-merged-into = Les deux n’en font plus qu’une : { $merged } continue dans { $number }.
related-split = À part
related-split-help = Ce message demande autre chose : en faire une question à part, promise dès son arrivée
related-split-done = Ce message est maintenant la question { $number }, promise dès son arrivée.
related-asked-in = Demandé dans la question { $number }
related-unverified = Adresse non vérifiée
related-unverified-help = N’importe qui peut taper cette adresse. Réunie à une autre, cette question n’en montrerait que ce qui est public.
related-verify-do = Vérifier par un lien envoyé
related-verify-sent = Un lien de vérification part vers l’adresse du client.
related-verify-again = Lien envoyé { $when } : pas encore confirmé.
