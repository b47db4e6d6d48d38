# What became of replies and letters.

delivery-title = Deliveries
delivery-hint = What became of each reply and e-mail, newest first.
delivery-states = States
delivery-tab-all = All
delivery-tab-failed = Failed
delivery-tab-waiting = Waiting
delivery-tab-unknown = Outcome unknown
delivery-tab-done = Sent
delivery-tab-filed = Not sent
delivery-state-failed = failed
delivery-state-waiting = waiting
delivery-state-unknown = outcome unknown: it may have arrived
delivery-state-done = sent
delivery-state-filed = not sent: written to a file
delivery-state-superseded = not sent: the answer came first
delivery-letter-answer = Reply
delivery-letter-receipt = Receipt
delivery-letter-invitation = Invitation
delivery-letter-question_for_you = “A question for you”
delivery-letter-promise_at_risk = “About to be late”
delivery-letter-promise_broken = “Late”
delivery-letter-alerts = Alerts
delivery-letter-digest = Summary of the day
delivery-letter-weekly = Weekly report
delivery-letter-post = Post on a channel
delivery-line-answer = By e-mail:
delivery-line-receipt = Receipt by e-mail:
delivery-sent = sent { $when }
delivery-attempts = { $count ->
    [one] one attempt
   *[other] { $count } attempts
}
delivery-next = next attempt { $when }
delivery-retry = Send again
delivery-retried = It is being sent again.
delivery-empty = Nothing here
delivery-empty-text = Replies and e-mails appear here with what became of them.
delivery-inbox-failed = { $count ->
    [one] One delivery failed
   *[other] { $count } deliveries failed
}
delivery-paused = No e-mail has left since { $since }; everything waits and nothing is lost. Next attempt { $next }.
delivery-not-set-up = E-mail isn’t set up: nothing leaves this machine. Customers find their answers under their own link.
delivery-share-link = E-mail isn’t set up. Share this link yourself:
delivery-share-yourself = E-mail isn’t set up; share this link yourself.
delivery-step-compose = This address can’t be written to.
delivery-step-connect = The mail server can’t be reached.
delivery-step-auth = The mail server refuses the desk’s user name or password.
delivery-step-sender = The mail server refuses the desk’s own address.
delivery-step-recipient = The mail server refuses the recipient’s address.
delivery-step-utf8 = The mail server takes no accents before the @ of an address.
delivery-step-data = The mail server refuses the e-mail.
delivery-step-content = The mail server did not confirm the e-mail.
delivery-step-file = The e-mail could not be written to a file.
delivery-step-channel = Nothing carries this channel yet.
