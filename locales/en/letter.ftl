# The letters: the Voice's to customers, the desk's to its people.

letter-hello = Hello { $name },
letter-hello-anybody = Hello,
letter-open-thread = Your question no. { $number }

letter-receipt-subject = We have your question no. { $number }
letter-receipt-thanks = Thank you for writing to us! Your question has arrived safely, as no. { $number }.
letter-receipt-due = You will have our answer before { $time } on { $day } ({ $city } time).
letter-receipt-soon = We will answer as soon as we can.
letter-receipt-follow = You can follow your question, or add to it, at this address:
letter-receipt-quoted = Your question:
letter-automatic = { $desk }. This receipt is sent automatically; the answer will be written for you.

letter-answer-subject = Our answer to your question no. { $number }
letter-answer-subject-about = Re: { $subject } (question no. { $number })
letter-holding-subject = News of your question no. { $number }
letter-answer-files = { $count ->
    [one] A file goes with this reply:
   *[other] { $count } files go with this reply:
}
letter-answer-follow = Something to add, or another question? Write to us here:

letter-question-subject = Question no. { $number } for you: { $title }
letter-question-intro = Question no. { $number } has been given to you:
letter-question-intro-topic = Question no. { $number }, about “{ $topic }”, has been given to you:
letter-question-draft-due = Your draft is expected before { $time } on { $day }.
letter-question-reply-due = The customer was promised an answer before { $time } on { $day }.
letter-question-open = Open the question and propose an answer
letter-question-not-mine = Not one for you? Two clicks on the same page pass it to the right person; the desk will learn from it.

letter-promise-draft = the draft
letter-promise-first_reply = the answer
letter-promise-next_reply = the answer to the new message
letter-promise-close = closing it
letter-promise-holder = It is in the hands of { $name }.
letter-promise-nobody = It is in the hands of the community managers.
letter-promise-open = Open the question

letter-risk-subject = Question no. { $number }: { $promise } will soon be late
letter-risk-intro = On question no. { $number } (“{ $title }”), { $promise } is due before { $time } on { $day }, and time is running short.

letter-broken-subject = Question no. { $number }: { $promise } is late
letter-broken-intro = On question no. { $number } (“{ $title }”), { $promise } was due before { $time } on { $day }. That time has passed, and the customer is still waiting.

letter-role-administrator = an administrator
letter-role-community_manager = a community manager
letter-role-expert = an expert
letter-role-supervisor = a supervisor
letter-invitation-subject = Your place at { $desk }
letter-invitation-intro = There is a place for you at { $desk }, as { $role }. All that is left is to choose your password:
letter-invitation-open = Choose my password
letter-invitation-once = This link works once, until { $time } on { $day }.
letter-invitation-ignore = If you did not expect this letter, you can ignore it.

letter-number = no. { $number }
letter-more = { $count ->
    [one] And one more, which the page shows.
   *[other] And { $count } more, which the page shows.
}
letter-choose = You choose what you are told of, and how, on your profile page.

letter-digest-subject = { $count ->
    [one] One question to answer by { $time }
   *[other] { $count } questions to answer by { $time }
}
letter-digest-drafts-subject = { $count ->
    [one] One draft expected by { $time }
   *[other] { $count } drafts expected by { $time }
}
letter-digest-morning = The day begins.
letter-digest-noon = It is nearly noon.
letter-digest-intro = { $count ->
    [one] One question must be answered by { $time }.
   *[other] { $count } questions must be answered by { $time }.
}
letter-digest-drafts-intro = { $count ->
    [one] One draft is expected of you by { $time }.
   *[other] { $count } drafts are expected of you by { $time }.
}
letter-digest-late = { $count ->
    [one] One is late already.
   *[other] { $count } are late already.
}
letter-digest-was-due = late, promised for { $when }
letter-digest-answers-subject = { $count ->
    [one] One answer to look at again
   *[other] { $count } answers to look at again
}
letter-digest-answers = { $count ->
    [one] One kept answer that you vouch for is to be looked at again:
   *[other] { $count } kept answers that you vouch for are to be looked at again:
}
letter-digest-review = to be looked at since { $day }
letter-digest-answers-tell = Tell a community manager whether they are still right.
letter-digest-open = Open the list

letter-alerts-subject = { $count ->
    [one] One alert
   *[other] { $count } alerts
}
letter-alerts-intro = { $count ->
    [one] This is what happened:
   *[other] This is what happened, in order:
}
letter-alert-colleague_asks = A colleague asks you
letter-alert-side_draft = A colleague answered what you asked
letter-alert-reply_stopped = Your reply did not leave
letter-alert-delivery_failed = A delivery to a customer failed
letter-alert-mail_paused = E-mails are not leaving
letter-alert-mail_resumed = E-mails are leaving again
letter-alert-question_for_you = A question for you
letter-alert-promise_at_risk = About to be late
letter-alert-promise_broken = Late
letter-alert-morning_digest = This morning
letter-alert-noon_digest = Before noon
letter-alert-weekly_report = Letter of the week
letter-alert-due = { $promise }: promised for { $when }
letter-alerts-open = See all your alerts
letter-weekly-subject = { $rate } of promises kept, { $from } to { $to }
letter-weekly-subject-none = The week from { $from } to { $to }
letter-weekly-intro = This was the week from { $from } to { $to }.
letter-weekly-rate = { $rate } of the promises that came due were kept.
letter-weekly-no-rate = No promise came due.
letter-weekly-before = The week before: { $rate }.
letter-weekly-number = { $name }: { $count }
letter-weekly-late = Where the time of the missed promises went:
letter-weekly-objectives = The objectives:
letter-weekly-open = Open the report
letter-weekly-stop = You can stop this letter on your profile page.
letter-weekly-stop-here = Stop it

letter-confirmation-subject = Did you ask question no. { $number }?
letter-confirmation-intro = Somebody asked { $desk } question no. { $number } and gave your address. Before we put it together with your other messages, we would rather ask: was it you?
letter-confirmation-do = If it was you, read it again and confirm it here:
letter-confirmation-open = Read the question
letter-confirmation-ignore = If it wasn’t you, do nothing: nothing that you wrote to us will be shown.
letter-confirmation-until = This link works once, until { $day } at { $time } ({ $city } time).
letter-confirmation-automatic = { $desk }. This letter is sent automatically.
