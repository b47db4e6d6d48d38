# What goes with a text: files, a preview, emoji.
files-title = Attachments
files-add = Attach files
files-help = Images (PNG, JPEG, WebP, GIF) or PDF. What names somebody in them (author, place, camera) is taken out.
files-size = { $kilobytes } KB
files-image = Attached image: { $name }
files-with = { $count ->
    [one] With a file
   *[other] With { $count } files
}
preview-title = Preview
preview-do = Preview
preview-empty = Nothing is written yet.
key-preview = see the preview
key-files = attach files
key-emoji = insert an emoji
emoji-title = Emoji
emoji-smile = Smile
emoji-joy = Big smile
emoji-wink = Wink
emoji-phew = Relief
emoji-sad = Sadness
emoji-please = Thanks
emoji-good = Thumbs up
emoji-wave = Waving hand
emoji-bravo = Applause
emoji-party = Party
emoji-heart = Heart
emoji-sparkle = Sparkles
emoji-check = Done
emoji-warning = Warning
emoji-parcel = Parcel
emoji-delivery = Delivery
emoji-calendar = Date
emoji-phone = Telephone
editing-formatting = Formatting: **bold**, *italic*, - list, 1. numbered list, > quote, # heading, [words](https://…). Everything else arrives as you type it.
