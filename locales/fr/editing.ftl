# Ce qui accompagne un texte : fichiers, aperçu, émojis.
files-title = Pièces jointes
files-add = Joindre des fichiers
files-help = Images (PNG, JPEG, WebP, GIF) ou PDF. Ce qui y nomme quelqu’un (auteur, lieu, appareil) est retiré.
files-size = { $kilobytes } Ko
files-image = Image jointe : { $name }
files-with = { $count ->
    [one] Avec un fichier
   *[other] Avec { $count } fichiers
}
preview-title = Aperçu
preview-do = Aperçu
preview-empty = Rien n’est encore écrit.
key-preview = voir l’aperçu
key-files = joindre des fichiers
key-emoji = insérer un émoji
emoji-title = Émojis
emoji-smile = Sourire
emoji-joy = Grand sourire
emoji-wink = Clin d’œil
emoji-phew = Soulagement
emoji-sad = Tristesse
emoji-please = Merci
emoji-good = Pouce levé
emoji-wave = Signe de la main
emoji-bravo = Bravo
emoji-party = Fête
emoji-heart = Cœur
emoji-sparkle = Étincelles
emoji-check = C’est fait
emoji-warning = Attention
emoji-parcel = Colis
emoji-delivery = Livraison
emoji-calendar = Date
emoji-phone = Téléphone
editing-formatting = Mise en forme : **gras**, *italique*, - liste, 1. liste numérotée, > citation, # titre, [mots](https://…). Tout le reste arrive comme vous l’écrivez.
