# One question: the thread, the reply, and everything in the wings.

question-ways = Ways
question-back = Inbox
question-to-wings = In the wings
question-from-wings = Question
question-wings = In the wings: what the customer never sees
question-wings-title = In the wings
question-thread = Thread
question-public-page = Public page
question-hidden-because = Hidden. The public reads:
question-hidden-no-reply = This question is hidden. Reopen it to reply.
question-read-only = You are reading. The community managers reply.
question-holding = Holding message: it does not keep the promise

# The reply
question-reply-to = to { $name }
question-reply-from = from { $name }’s draft, version { $version }
question-reply-label = Reply
question-reply-placeholder = What the customer will read …
question-send = Send the reply
question-hold = Ask for patience
question-hold-help = Sends this text as a holding message. The promise keeps running.
question-leak-title = This text names somebody of the house:
question-leak-text = The customer should meet only { $voice }. Take the name out, or confirm that it must stay.
question-leak-confirm = Send it with the name
question-stale = This question changed while you were writing. Your text is still here, and was not sent.
question-stale-next = Read what changed, then send again if your reply still fits.
question-changed = This changed since you opened it:
question-sent = Reply to #{ $number } sent.
question-held = Holding message sent on #{ $number }.

# What became of a draft
question-sent-own = { $unchanged ->
    [yes] Your draft left as it was, { $at }
   *[no] What the customer read { $at }, beside your draft
}
question-sent-of = { $unchanged ->
    [yes] { $name }’s draft left as it was, { $at }
   *[no] The reply of { $at } beside { $name }’s draft
}

# What is being written
question-looking = { $count ->
    [1] { $names } is looking too.
   *[other] { $names } are looking too.
}
question-writing = { $count ->
    [one] { $names } is writing on this too.
   *[other] { $names } are writing on this too.
}
question-unsent = You were writing this ({ $at }) and have not sent it.
question-unsent-discard = Discard it
question-saved = Kept
question-unsaved = No connection: kept in this browser

# Replies that have not left
question-leaves-soon = The reply to #{ $number } leaves in a moment.
question-leaves-later = The reply to #{ $number } is scheduled.
question-later = Later …
question-later-at = When does it leave?
question-later-help = In your time zone. Until then the promise is not kept. If the question changes meanwhile, the reply does not leave.
question-later-do = Schedule
question-scheduled = The reply that waits
question-scheduled-text = { $kind ->
    [holding] { $by }’s holding message waits. It leaves: { $at }.
   *[reply] { $by }’s reply waits. It leaves: { $at }.
}
question-scheduled-late = That is after the promise ends.
question-recall = Take it back
question-recalled = Taken back. Nothing was sent; the text is in the editor.
question-waits-already = { $by }’s reply to this question leaves at { $at }. To replace it, cancel its sending first. What you typed is still in the editor.
question-stopped = { $why ->
    [recalled] { $by }’s reply was taken back before it left. Nothing was sent: its text stays here.
    [changed] { $by }’s reply did not leave (planned: { $at }). The question changed meanwhile. Read what is new, then send again.
    [forbidden] The reply did not leave (planned: { $at }). { $by } may no longer speak for the house. Its text is in the editor.
    [leaks] { $by }’s reply did not leave (planned: { $at }). It names somebody of the house. Its text is in the editor.
    [restored] { $by }’s reply did not leave (planned: { $at }). This desk was restored from a copy, and the reply may have been sent already. Check, then send again. Its text is in the editor.
   *[unusable] { $by }’s reply did not leave (planned: { $at }). The draft it was made from can no longer be used. Its text is in the editor.
}

# Drafts
question-draft-awaited = Waiting for { $name }’s draft
question-draft-in-editor = In your editor
question-draft-version = version { $version }, { $at }
question-drafts-earlier = { $count ->
    [one] An earlier draft
   *[other] { $count } earlier drafts
}
question-draft-use = Use this draft
question-draft-add = Add to the reply
question-draft-compare = Compare
question-difference = The draft and your text
question-difference-title = See how your text differs from { $name }’s draft
question-difference-of = Your text, with what { $name }’s draft says instead:
question-difference-none = Your text is { $name }’s draft, word for word.
question-return = Send back
question-return-remark = What should { $name } change?
question-return-do = Send the draft back
question-returned = Draft sent back.

# Who holds it
question-holder = Who holds it, and why
question-holder-nobody = The community managers
question-runners = Or rather:
question-assign = Somebody else …
question-assign-to = Give it to
question-assign-choose = Choose
question-assign-reason = Reason (for colleagues)
question-assign-do = Give
question-assigned = The question now belongs to { $name }.
question-assigned-nobody = The question now belongs to the community managers.
question-here = here
question-away = away
question-outside-hours = back { $back }
question-load-of = { $open } open of { $capacity }
question-load = { $open } open
question-confidence = How sure the desk was
question-decided-rule = A rule of the house decided
question-decided-router = The desk read the question and decided
question-decided-fallback = No expert fitted
question-decided-escalation = Nobody had answered in time
question-decided-community_manager = { $name } decided
question-decided-expert = { $name } passed it on
question-reason-unsure = It was not sure enough to give it to an expert.
question-reason-unfamiliar = The text is unlike anything it has learned.
question-reason-nobody_knows = Nobody knows the likely topics.
question-reason-nobody_free = Those who know the topic are away or have their hands full.
question-since-correction = Since the correction of { $date }
question-similar = Similar questions
question-likeness = { $share } alike
question-corrected = corrected by hand
question-scores = The sum, person by person
question-scores-hint = The parts add up; of those who fit, the highest sum gets the question.
question-stands-in = stands in for { $name }
question-part-knows = Knows the topic
question-part-record = Drafts judged so far
question-part-recency = Answered it lately
question-part-presence = Presence
question-part-load = Load
question-part-customer = Knows this customer
question-part-deputy = As a deputy
question-part-fairness = Fairness
question-part-turn = Their turn
question-why-not-away = was away
question-why-not-full = had no room
question-why-not-knows_less = knows it less well
question-why-not-lower_score = was second choice
question-why-not-unsure = the desk was not sure enough
question-why-not-unknown = no longer an expert

# Actions
question-close = Close
question-close-text = The customer can still write; that opens it again.
question-close-owed = A reply is still promised. Say why none is needed; the report counts it apart.
question-close-reason = Reason
question-close-do = Close the question
question-closed = The question is closed.
question-hide = Hide
question-hide-text = The words disappear from the public page, the reason takes their place. Nothing is deleted.
question-hide-reason = Public reason
question-hide-help = Everybody can read this.
question-hide-do = Hide the question
question-hidden = The question is hidden.
question-reopen = Reopen
question-reopened = The question is open again.
question-topic = Topic
question-topic-text = The desk learns from the correction.
question-topic-none = No topic
question-topic-do = Correct
question-topic-saved = The topic is corrected.
question-no-longer = This can’t be done any more: the question stands otherwise now, as you see here. What you typed is still there.

# Notes
question-notes = Notes
question-note = Add a note
question-note-label = Note
question-note-help = For colleagues only. Mention one with @.
question-note-do = Keep the note
question-noted = Your note is kept.
question-noted-unknown = Nobody is called { $names }: nobody was told by that name.

# Promises
question-promises = Promises
question-promise-draft = Draft
question-promise-first_reply = First reply
question-promise-next_reply = Next reply
question-promise-close = Closing
question-promise-due = due { $at }
question-promise-met-at = done { $at }
question-no-reply-needed = No reply needed
question-no-draft-needed = No longer needed
question-no-promise = No promise runs.

# The customer
question-customer = Customer
question-customer-name = Name
question-customer-email = E-mail
question-customer-handle = Handle
question-language = Language
question-language-en = English
question-language-fr = French
question-voice = Voice

# History
question-history = History ({ $count })
question-by-desk = The desk
question-by-program = A program
question-event-asked = asked.
question-event-followed_up = wrote again.
question-event-assigned = gave it to { $name }.
question-event-assigned_managers = left it to the community managers.
question-event-draft_submitted = handed in a draft, version { $version }.
question-event-draft_returned = sent the draft back.
question-event-replied = replied.
question-event-replied_draft = replied from the draft, with changes.
question-event-replied_unchanged = sent the draft as it was.
question-event-held = asked for patience.
question-event-reply_scheduled = decided upon a reply that waits until { $due }.
question-snooze = Snooze
question-snooze-text = It leaves your list and comes back by itself: at this hour, or earlier when anything happens to it. Its promises run on.
question-snooze-late = It is late: it stays at the head of the list until it is answered.
question-snooze-hour = In an hour
question-snooze-lunch = After lunch
question-snooze-tomorrow = Next working day
question-snooze-week = Next week
question-snooze-at = At an hour of your own
question-snooze-do = Snooze until then
question-snoozed = It comes back by itself.
question-snoozed-until = Out of your list until { $at }
question-wake = Bring back
question-woken = It is in your list again.
question-event-snoozed = put it out of the list until { $due }.
question-event-woke = brought it back to the list.
question-event-reply_recalled = took the reply back before it left.
question-event-reply_stopped = A waiting reply will not leave: { $why }.
question-event-left_unread = { $name } had not opened the question in time: it went on.
question-opened = opened { $at }
question-unopened = not opened yet
question-event-followed = has it answered with { $name }, which asks the same.
question-event-led = added { $name }, which asks the same.
question-event-left = has it answered by itself again, without { $name }.
question-event-left_done = Question { $name } was done without it: it is by itself again.
question-event-left_by = took { $name } out, to be answered by itself.
question-event-linked = linked it with { $name }.
question-event-unlinked = unlinked it from { $name }.
question-event-merged = merged it into { $name }, where the same person asked the same.
question-event-took_in = merged { $name } into it, from the same person.
question-event-parted = parted it from { $name }: it was not the same question.
question-event-split_off = made a message a question of its own: { $name }.
question-event-split_from = made this question from a message of { $name }.
question-event-noted = left a note.
question-event-closed = closed it.
question-event-hidden = hid it.
question-event-reopened = opened it again.
question-event-topic_changed = says it is about: { $name }.
question-event-target_set = { $promise } promised for { $due }.
question-event-target_set_open = { $promise } promised.
question-event-target_met = { $promise }: promise kept.
question-event-target_warned = { $promise }: { $share } of the time is used up.
question-event-target_breached = { $promise }: promise missed.
question-event-no_reply_needed = { $promise }: no reply needed.
question-event-changed = changed it.

# Waiting, tags, and what moves a promise
question-no-reply = No reply needed
question-tags = Tags
question-tags-change = Change the tags
question-tags-help = Short words that only the house sees, such as vip, press. Promises can depend on them.
question-tags-do = Save
question-tagged = The tags are saved. They count from the next promise on.
question-wait = Wait for the customer
question-wait-text = Until the customer writes again, working time is not counted. A promise by the hour of asking keeps running.
question-wait-reason = What for? (for the house only)
question-wait-do = Wait
question-waits = Waiting for the customer.
question-waits-since = Waiting for the customer since { $since }.
question-resume = Wait no longer
question-resumed = The promises run again.
question-event-target_moved = { $promise } moved from { $was } to { $due }: { $why }.
question-event-target_stopped = { $promise } is not counted for now: { $why }.
question-event-target_goes_on = { $promise } is counted again, due { $due }: { $why }.
question-event-target_near = { $promise }: { $span } left.
question-event-escalated = { $promise } is in danger: told { $name } ({ $why }).
question-event-escalated_given = { $promise } is in danger: given on, told { $name } ({ $why }).
question-event-paused = waits for the customer.
question-event-resumed = does not wait for the customer any more.
question-event-tagged = tagged the customer: { $name }.
question-event-untagged = took the customer’s tags away.
question-why-changed = the question changed meanwhile
question-why-forbidden = its author may no longer reply
question-why-leaks = it names somebody of the house
question-why-restored = the desk was restored from a copy
question-why-unusable = its draft can no longer be used
question-why-calendar = the calendar changed
question-why-absence = the expert’s days away changed
question-why-customer = waiting for the customer
question-why-house = the house pauses
question-why-expert = expert
question-why-deputy = deputy
question-why-community_manager = community manager
question-why-supervisor = supervisor
question-why-topic = the question is about another topic
question-why-tags = the customer’s tags changed
question-apology-hint = The answer that was promised did not leave in time. You can begin with:
question-apology-insert = Insert the apology
question-apology-words = Please accept our apologies for this late answer: we had promised it to you sooner.
question-ask = Ask a colleague
question-asks = What colleagues say
question-ask-label = Your question
question-ask-placeholder = @{ $handle } …
question-ask-help = “@” and the first letters of a name, then what you want to know. Your colleague will see this question and can write beside the draft; nothing of it reaches the customer.
question-ask-whom = Colleagues to ask
question-ask-do = Ask
question-ask-hint = asked by { $name }
question-ask-awaited = No answer yet.
question-asked = Asked: { $names }.
question-take = Take over
question-take-title = Put what { $name } wrote into your editor
question-event-colleague_asked = asked { $name }.
question-event-side_draft_written = wrote beside the draft.
question-event-held_back = The question waits for a first look before it is shown.
question-event-released = let the question onto the wall.
question-event-confirmation_sent = mailed the customer a link to verify the address.
question-event-sender_confirmed = confirmed by link that the address is theirs.
question-held-back = Waiting for a first look: not on the wall yet.
question-show = Show on the wall
question-shown = The question is on the wall.
