# Le bureau de l’expert, où s’écrivent les brouillons.

desk-title = Mes brouillons
desk-view-draft = À rédiger
desk-view-waiting = Remis
desk-view-done = Répondues
desk-view-all = Toutes
desk-draft-requested = À rédiger
desk-draft-returned = À reprendre
desk-draft-submitted = Remis
desk-draft-used = Envoyé
desk-empty-draft = Rien à rédiger
desk-empty-waiting = Rien n’attend
desk-empty-done = Aucune réponse pour l’instant
desk-empty-all = Aucune question ne vous est confiée
desk-empty-text = Ce qui vous est confié apparaît ici de soi-même.
desk-idle-title = Choisissez une question
desk-idle-text = La plus pressée est en tête.
desk-back = Mes brouillons
desk-to-wings = Notes et raisons
desk-why = Pourquoi elle vous est confiée

desk-draft-due = Brouillon attendu
desk-reply-due = { $voice } a promis une réponse pour { $at }
desk-returned = Retourné pour reprise
desk-submitted = Version { $version } remise { $at }. Vous pouvez encore la remplacer tant qu’elle n’est pas partie.
desk-editor = Votre brouillon
desk-editor-help = { $voice } parlera pour vous : adressez-vous au client, et ne signez pas.
desk-submit = Remettre
desk-submit-again = Remettre à nouveau
desk-handed-in = Brouillon remis pour la question nº { $number }.
desk-done-answered = La réponse est partie. Vous n’avez plus rien à faire.
desk-done-closed = La question est close. Vous n’avez plus rien à faire.
desk-done-hidden = La question est masquée. Vous n’avez plus rien à faire.

desk-hand-over = Passer à…
desk-ask = Demander à :
desk-hand-over-do = Transmettre
desk-handed-over = La question est transmise à { $name }.
desk-decline = Pas pour moi
desk-decline-text = La question ira à l’expert suivant, et servira d’exemple pour la suite.
desk-decline-reason = Raison (facultative)
desk-decline-do = Passer la main
desk-declined = La question passe à { $name }.
desk-declined-nobody = La question passe aux community managers.
desk-none-found-text = Aucune de vos questions ne contient tous ces mots.
desk-away-do = Je m’absente…
desk-away-title = Votre absence
desk-away-last = Dernier jour d’absence, à partir d’aujourd’hui :
desk-away-other = Un autre jour
desk-away-set = Je m’absente jusqu’à ce jour
desk-away-until = Vous êtes absent jusqu’au { $day } inclus : plus rien ne vous est confié.
desk-away-held = { $count ->
    [one] Une question vous reste confiée.
   *[other] { $count } questions vous restent confiées.
}
desk-pass-on = Confier à d’autres
desk-back-again = Je suis de retour
desk-away-noted = Votre absence est notée : plus rien ne vous est confié jusqu’à votre retour.
desk-back-noted = Bon retour ! Les questions peuvent de nouveau vous être confiées.
desk-passed-on = Questions confiées à d’autres : { $count }.
desk-asks = On vous demande votre avis
desk-asks-by = { $name } vous demande
desk-beside-asked = { $name } vous demande votre avis
desk-beside-given = Votre avis est donné ({ $at }). Vous pouvez encore le remplacer.
desk-beside-editor = Votre avis
desk-beside-help = La question reste à { $name }, qui reprend ce texte ou non. Le client n’en verra rien.
desk-beside-do = Donner mon avis
desk-beside-written = Merci ! Votre avis est à côté du brouillon.
