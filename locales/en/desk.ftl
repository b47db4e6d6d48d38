# The expert's drafting desk.

desk-title = My drafts
desk-view-draft = To draft
desk-view-waiting = Handed in
desk-view-done = Answered
desk-view-all = All
desk-draft-requested = To draft
desk-draft-returned = To rework
desk-draft-submitted = Handed in
desk-draft-used = Sent
desk-empty-draft = Nothing to draft
desk-empty-waiting = Nothing is waiting
desk-empty-done = Nothing answered yet
desk-empty-all = No question is yours yet
desk-empty-text = What becomes yours appears here by itself.
desk-idle-title = Choose a question
desk-idle-text = What is due first stands first.
desk-back = My drafts
desk-to-wings = Notes and reasons
desk-why = Why it came to you

desk-draft-due = Draft due
desk-reply-due = { $voice } has promised a reply for { $at }
desk-returned = Sent back to you
desk-submitted = Version { $version } handed in { $at }. You can still replace it until it is sent.
desk-editor = Your draft
desk-editor-help = { $voice } will speak for you: write to the customer, and do not sign.
desk-submit = Hand in
desk-submit-again = Hand in again
desk-handed-in = Draft for #{ $number } handed in.
desk-done-answered = Answered. There is nothing left for you to do.
desk-done-closed = Closed. There is nothing left for you to do.
desk-done-hidden = Hidden. There is nothing left for you to do.

desk-hand-over = Hand over
desk-ask = Ask:
desk-hand-over-do = Hand over
desk-handed-over = The question was handed over to { $name }.
desk-decline = Not mine
desk-decline-text = The desk gives it to the next best expert, and learns from it.
desk-decline-reason = Reason (optional)
desk-decline-do = Pass it on
desk-declined = The question was passed on to { $name }.
desk-declined-nobody = The question was passed on to the community managers.
desk-none-found-text = None of your questions has all of these words.
desk-away-do = I am away…
desk-away-title = Your absence
desk-away-last = Last day away, from today on:
desk-away-other = Another day
desk-away-set = I am away until that day
desk-away-until = You are away until { $day }: nothing is given to you.
desk-away-held = { $count ->
    [one] One question is still yours.
   *[other] { $count } questions are still yours.
}
desk-pass-on = Pass on to others
desk-back-again = I am back
desk-away-noted = Your absence is noted: nothing is given to you until you are back.
desk-back-noted = Welcome back! Questions can be given to you again.
desk-passed-on = Questions passed on to others: { $count }.
desk-asks = You were asked
desk-asks-by = { $name } asks you
desk-beside-asked = { $name } asks you
desk-beside-given = What you wrote was handed in ({ $at }). You can still replace it.
desk-beside-editor = What you would say
desk-beside-help = The question stays with { $name }, who takes this over or does not. The customer sees nothing of it.
desk-beside-do = Hand it in
desk-beside-written = Thank you! It stands beside the draft.
