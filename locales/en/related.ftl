# Questions that belong together.

related-same = Same question
related-back = Back to the question
related-with = Answered with
related-leave = Answer by itself
related-left = The question is by itself again: a draft of its own is asked for.
related-asked-by = { $count ->
    [one] Asked by { $count } customer
   *[other] Asked by { $count } customers
}
related-asked-by-hint = One draft is enough: each gets a reply.
related-leads = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
related-row-with = Answered with question { $number }
related-show = Who asks the same?
related-nobody = Nobody else asks the same at the moment.
related-others = { $count ->
    [one] { $count } other asks the same.
   *[other] { $count } others ask the same.
}
related-group = { $count ->
    [one] { $count } customer asks the same:
   *[other] { $count } customers ask the same:
}
related-together = Answer together
related-number = Number of the question
related-follow-help = Its draft and your text will serve both. Each customer gets a reply of their own, and each promise is still owed.
related-follow-do = Answer with it
related-follows = The answer to question { $number } will serve this one too.
related-joined = { $count ->
    [1] Answered together: one question now follows question { $number }.
   *[other] Answered together: { $count } questions now follow question { $number }.
}
related-also = { $count ->
    [one] Send it to the other who asks the same, too
   *[other] Send it to the { $count } others who ask the same, too
}
related-also-help = A separate reply to each, by their own name. { $customer } becomes the name of each; nobody sees the others.
related-not-language = Written in another language: answer this one by itself.
related-not-waits = A reply waits there already.
related-sent-also = { $count ->
    [1] One more reply leaves with it.
   *[other] { $count } more replies leave with it.
}
related-left-out-wrote-again = Without { $numbers }: the customer has written meanwhile. Read it before you answer.
related-left-out-language = Without { $numbers }: asked in another language than your text.
related-left-out-names-another = Without { $numbers }: your text names another customer.
related-left-out-waits = Without { $numbers }: a reply waits there already.
related-left-out-unusable = Without { $numbers }: under that name the text can’t be sent as it is.
related-left-out-apart = Without { $numbers }: no longer answered with this one.
related-relate = Relate to another question…
related-merge-do = Merge: asked twice
related-merge-help = Same customer, same request: all goes on in the older one, whose promise comes first. Each link keeps its own page and shows there what its reader may see.
related-link-do = Only link
related-link-help = Each is shown beside the other, nothing else changes.
related-into = Merged into
related-part = Not the same
related-merged = { $count ->
    [one] Asked once more by the same customer:
   *[other] Asked { $count } more times by the same customer:
}
related-links = Linked with
related-unlink = Unlink
related-linked = The question is linked with { $number }.
related-unlinked = The question is no longer linked with { $number }.
related-merged-into = The two are one: { $merged } goes on in { $number }.
related-split = Split off
related-split-help = This message asks something else: make it a question of its own, promised from when it came
related-split-done = This message is question { $number } now, promised from when it came.
related-asked-in = Asked in question { $number }
related-unverified = Address not verified
related-unverified-help = Anybody can type this address. Merged with another one, this question would only show what is public of it.
related-verify-do = Verify by mailed link
related-verify-sent = A verification link is on its way to the customer’s address.
related-verify-again = Link sent { $when }: not confirmed yet.
