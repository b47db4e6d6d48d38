## Ce qui n’a pas marché, tel que la page le dit.

error-status = Erreur { $status }
error-home = Revenir à l’accueil
error-sign-in = Se connecter

error-malformed-title = La demande est illisible
error-malformed-text = Une partie n’est pas arrivée comme il faut. Revenez en arrière et réessayez.
error-sign-in-needed-title = Veuillez vous connecter
error-sign-in-needed-text = Votre session est terminée. Reconnectez-vous, puis revenez en arrière : votre navigateur a gardé ce que vous avez saisi.
error-sign-in-refused-title = Connexion refusée
error-sign-in-refused-text = L’adresse e-mail ou le mot de passe est incorrect.
error-forbidden-title = Cette page ne vous est pas ouverte
error-forbidden-text = Votre rôle ne le permet pas. S’il le devrait, adressez-vous à un administrateur.
error-forged-title = Ce formulaire a expiré
error-forged-text = Par sécurité, rien n’a été enregistré. Revenez en arrière, rechargez la page et renvoyez le formulaire.
error-not-found-title = Il n’y a rien ici
error-not-found-text = L’adresse est peut-être incomplète, ou ce qu’elle désignait n’est plus affiché.
error-method-not-allowed-title = Pas de cette façon
error-method-not-allowed-text = Cette adresse existe, mais elle ne s’utilise pas ainsi.
error-stale-title = Entre-temps, cela a changé
error-stale-text = Un collègue a été plus rapide. Rien n’a été enregistré : revenez en arrière, rechargez la page et regardez à nouveau.
error-illegal-step-title = Ce n’est plus possible
error-illegal-step-text = La question a avancé et cette étape ne s’applique plus. Rechargez la page pour voir où elle en est.
error-taken-title = Déjà pris
error-taken-text = Un autre élément l’utilise déjà.
error-too-large-title = C’est trop
error-too-large-text = Votre envoi dépasse ce que nous pouvons recevoir. Raccourcissez-le et réessayez.
error-media-type-title = La demande est illisible
error-media-type-text = Elle n’est pas arrivée comme un formulaire de ce site.
error-invalid-title = Il manque quelque chose
error-invalid-text = Revenez en arrière et vérifiez votre saisie.
error-names-insider-title = Le texte nomme un collègue
error-names-insider-text = Les clients ne rencontrent que la voix de la maison. Revenez en arrière et reformulez la phrase, ou confirmez qu’elle peut rester.
error-key-reused-title = Envoyé deux fois
error-key-reused-text = Cet envoi a déjà été reçu avec un autre texte.
error-too-many-requests-title = Un instant, s’il vous plaît
error-too-many-requests-text = Cela fait beaucoup à la fois. Patientez une minute, puis réessayez.
error-internal-title = Une erreur s’est produite de notre côté
error-internal-text = Rien n’a été enregistré à moitié. Nous en avons pris note ; réessayez dans un instant.
error-unavailable-title = Le service se repose
error-unavailable-text = Il ne peut pas répondre pour le moment. Réessayez dans un instant.

## Ce qui ne va pas dans un champ, à côté du champ.

problem-required = Ce champ est à remplir.
problem-too-long = { $max } caractères au plus ; il y en a { $got }.
problem-control = Contient des caractères qui ne peuvent pas être affichés.
problem-form = La forme ne convient pas.
problem-email = Ce n’est pas une adresse e-mail, comme nom@exemple.fr.
problem-spaces = Sans espaces, s’il vous plaît.
problem-key = Uniquement des minuscules sans accent, des chiffres, - et _.
problem-unknown = Cela n’existe pas, ou plus.
problem-file-too-large = { $megabytes } Mo au plus par fichier.
problem-files-too-many = { $most } fichiers au plus.
problem-file-kind = Uniquement des images (PNG, JPEG, WebP, GIF) et des documents PDF.
problem-file-damaged = Ce fichier est abîmé : il ne peut pas être lu jusqu’au bout.
problem-file-locked = Ce document est protégé par un mot de passe.
problem-too-short = Au moins { $min } caractères.
problem-names-insider = Ce texte est public et nomme quelqu’un de la maison : « { $found } ».
problem-guessable = C’est trop facile à deviner.
problem-wrong-password = Ce n’est pas votre mot de passe actuel.
problem-number = Un nombre de { $least } à { $most }.
problem-moment = Un jour et une heure, comme 2026-12-24T14:30.
problem-past = Cette heure est passée. Choisissez-en une à venir.
problem-too-far = C’est trop loin.
problem-after-promise = C’est après l’échéance de ce qui est promis : choisissez une heure plus tôt.
problem-date = Une date, comme 2026-12-24.
problem-hour = Une heure, comme 07:30.
problem-same = Deux heures différentes : le silence ne peut pas finir quand il commence.
problem-reversed = La fin précède le début.
problem-period-too-long = Un rapport couvre moins de { $days } jours.
problem-percentage = Une part en pour cent, par exemple 98 ou 98,5.
problem-length = Une durée en heures et minutes, par exemple 2:30.
problem-too-many = Il y en a déjà { $most } : renoncez d’abord à l’un d’eux.
problem-left = { $name } ne travaille plus ici. Choisissez quelqu’un d’autre.
problem-retired = « { $name } » n’est plus en service. Choisissez autre chose.
problem-names-people = Un lien sort de la maison : il ne peut pas parler de ses experts. Choisissez une autre répartition.
problem-taken = Déjà pris.
problem-other = { $reason }.

# Horaires et promesses.
problem-on-date = { $date } : { $problem }
problem-time-zone = « { $name } » n’est pas un fuseau horaire. Il porte le nom d’une ville, comme Europe/Paris.
problem-date-typed = « { $typed } » n’est pas une date comme 2026-12-24.
problem-time = « { $typed } » n’est pas une heure comme 09:30. La fin du jour s’écrit 24:00.
problem-interval = Les horaires s’écrivent de-à, comme 09:00-12:30.
problem-interval-reversed = Fin à { $end }, qui n’est pas après le début à { $start }.
problem-overlap = { $second } chevauche { $first }.
problem-no-hours = Il faut des horaires pour au moins un jour.
problem-no-rules = Il faut au moins une ligne.
problem-not-later = { $before } n’est pas plus tard que la ligne précédente ({ $previous }).
problem-day-open = Les lignes s’arrêtent à { $last }. La dernière doit être avant 24:00, pour que chaque question en ait une.
problem-due-early = Posée juste avant { $before }, une question serait déjà en retard à { $due } le même jour.
problem-share = Une part est de plus de 0 et d’au plus 100 pour cent.
problem-warning-late = Une alerte vient avant que le temps soit écoulé : moins de 100 pour cent.
problem-warnings-order = Écrivez les alertes en ordre croissant, chacune une seule fois.
problem-unreachable = Aucun jour de ce calendrier ne reste ouvert jusqu’à { $due }.
problem-unreachable-for = Aucun jour ne reste ouvert jusqu’à { $due }, ce qu’exige la promesse « { $policy } ».

# Réglages.
problem-key-kept = Ce nom ne change pas : les versions sont gardées sous lui.
problem-one-line = Une seule ligne.
problem-no-condition = Remplissez au moins une condition : sans elle, la règle prendrait toutes les questions.
problem-own-deputy = Personne ne peut se remplacer soi-même.
problem-no-expert = Un suppléant doit être un expert actif.
problem-deputy-loop = Cette personne est elle-même remplacée, directement ou non, par l’expert qu’elle remplacerait.
problem-last-administrator = Il faut une personne à l’administration, et il n’y en a pas d’autre.
problem-last-voice = Il faut une voix, et il n’y en a pas d’autre.

# Conditions, échelles, fichiers d’agenda
problem-region = « { $code } » n’est pas un pays ou une région dont les jours fériés sont connus, comme FR ou FR-57.
problem-no-asking = La plage horaire doit finir après son début.
problem-ladder-loop = On ne fait que monter : { $after } a déjà été averti avant.
problem-ladder-order = Ce degré vient avant celui du dessus.
problem-not-a-holder = Une question se confie au suppléant ou au community manager.
problem-word = Au choix : { $known }.
problem-leads-order = Du plus long au plus court, chacun une seule fois.
problem-shadowed = Jamais atteinte : « { $before } », essayée avant, prend toutes ces questions.
problem-default-conditions = La promesse par défaut prend le reste : elle n’a pas de conditions.
problem-one-of = L’un des deux, ou aucun.
problem-ical-not-one = Ce n’est pas un fichier d’agenda : il ne commence pas par BEGIN:VCALENDAR.
problem-ical-broken = Le fichier d’agenda est illisible : { $reason }.
problem-ical-empty = Le fichier d’agenda ne contient aucun événement.
problem-ical-date = L’événement « { $title } » n’a pas de date lisible.
problem-ical-repeats = L’événement « { $title } » se répète selon une règle qui ne peut être suivie.
problem-ical-too-many = Plus de { $most } événements : c’est un agenda, pas une liste de fermetures.
