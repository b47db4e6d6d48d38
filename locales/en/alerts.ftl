# What people are told of: the bell, the list, the choices of the profile.

alerts-title = Alerts
alerts-hint = What you were told of, newest first.
alerts-bell = Alerts
alerts-bell-count = { $count ->
    [one] Alerts: one to read
   *[other] Alerts: { $count } to read
}
alerts-choose = Choose
alerts-mark-seen = Mark all as read
alerts-new = to read
alerts-none = Nothing to report
alerts-none-text = You will be told here when a question is given to you or a promise is in danger.
alerts-answers = Your answers to look at again
alerts-answers-text = Their day of review has come: nobody vouches for them until you have looked at them again.
alerts-answers-tell = Tell a community manager whether they are still right.
alerts-answers-since = to be looked at since { $day }
alerts-dismiss = Close
alerts-kind-question_for_you = A question for you
alerts-kind-promise_at_risk = About to be late
alerts-kind-promise_broken = Late
alerts-kind-colleague_asks = A colleague asks you
alerts-kind-side_draft = A colleague answered what you asked
alerts-kind-reply_stopped = Your reply did not leave
alerts-kind-delivery_failed = A delivery to a customer failed
alerts-kind-mail_paused = E-mails are not leaving; they wait
alerts-kind-mail_resumed = E-mails are leaving again
alerts-kind-morning_digest = What is to be answered and looked at again, at the start of the day
alerts-kind-noon_digest = What is still to be answered, at 11:30
alerts-kind-weekly_report = The figures of last week, if they are sent to you
alerts-ways = What you are told of
alerts-ways-help = For each event, tick how you want to hear of it. Nothing ticked: you are not told.
alerts-what = Event
alerts-way-page = In the page
alerts-way-mail = By e-mail
alerts-way-browser = By the browser
alerts-way-none = –
alerts-way-not = not this way
alerts-quiet = Quiet hours
alerts-quiet-help = During these hours nothing disturbs you; what happened is told when they end, with its true time. The same hours every day, in your time zone.
alerts-quiet-house = The house’s ({ $from } – { $until })
alerts-quiet-house-none = The house’s (it has none)
alerts-quiet-never = None
alerts-quiet-hours = My own:
alerts-quiet-from = From
alerts-quiet-until = Until
alerts-save = Save the alerts
alerts-saved = Your alerts are saved.
alerts-browser = Notifications of this browser
alerts-browser-allow = Allow notifications of this browser
alerts-browser-granted = This browser will show you notifications as long as a page of the desk is open in it.
alerts-browser-denied = This browser refuses our notifications. You can allow them in its settings, beside the address of this page.
