# The report on promises.

report-title = Promises kept
report-hint = Days are counted in { $zone }.
report-csv = CSV
report-presets = Period
report-preset-today = Today
report-preset-week = This week
report-preset-last7 = Last 7 days
report-preset-month = This month
report-from = From
report-to = To
report-show = Show

report-empty = Nothing was promised in this period
report-empty-text = No question came in on these days, so there is nothing to keep or miss. Choose another period.

report-rate-of = { $met } of { $judged } decided
report-rate-none = nothing decided yet
report-received-hint = promises that began to run
report-met = Kept
report-breached = Missed
report-breached-hint = no reply in time
report-pending = Running
report-pending-hint = there is still time
report-p50 = Half within
report-p90 = 9 of 10 within
report-p90-hint = 9 of 10 within { $span }
report-no-reply-yet = no reply yet
report-total = Total

report-group-by = Cut by
report-by-day = By day
report-by-expert = By expert
report-by-topic = By topic
report-by-channel = By channel
report-caption-day = Promises by day
report-caption-expert = Promises by expert
report-caption-topic = Promises by topic
report-caption-channel = Promises by channel
report-column-day = Day
report-column-expert = Expert
report-column-topic = Topic
report-column-channel = Channel
report-none-day = –
report-none-expert = Community managers
report-none-topic = No topic
report-none-channel = –


report-questions-title = Behind the figure
report-back = Report
report-cell-hint = from { $from } to { $to }
report-cell-empty = No promise counts here
report-cell-empty-text = The figure that leads here is zero.
report-question = Question
report-promise = Promise
report-set-at = Began
report-due-at = Due
report-met-at = Outcome
report-state-met = Kept
report-state-breached = Missed
report-state-pending = Running
report-state-no_reply_needed = No reply needed

# Pauses of the house
report-pauses = Pauses of the house
report-pauses-hint = In a crisis or an outage, working time is not counted. A promise by the hour of asking keeps running; reports say what a pause touched.
report-pauses-period = The house paused
report-pauses-none = No pause in the last year
report-pauses-none-text = Promises were counted all the time.
report-pause-new = Begin a pause
report-pause-reason = Reason
report-pause-reason-help = It stands in every report of this time, with your name.
report-pause-for-topic = Only this topic
report-pause-for-channel = Only this channel
report-pause-channel-help = Such as email, web, or a network. Empty: all.
report-pause-all = All topics
report-pause-begin = Pause
report-pause-begun = The house pauses.
report-pause-end = End the pause
report-pause-ended = The promises run again.
report-pause-lasts = now
report-pause-desk = The whole desk
report-pause-topic = Topic: { $name }
report-pause-channel = Channel: { $name }
report-pause-by = begun by { $name }
report-pause-ended-by = ended by { $name }
report-state-house_paused = House paused
# The report on the choice of experts.

report-which = Reports
report-routing-title = Right expert at once
report-routing-empty = Nothing was asked in this period
report-routing-rate-of = { $hit } of { $judged } choices judged
report-routing-rate-none = nothing to judge yet
report-routing-share = { $share } of the questions
report-routing-error = Calibration error
report-routing-error-hint = between what was said and what came true
report-routing-error-means = The mean distance between how sure the desk was and how often it was right, by steps of ten points, weighed by the judged questions.
report-routing-over-time = Right at once, day by day
report-routing-caption-first_topic = Choice of experts by topic
report-routing-caption-first_expert = Choice of experts by expert
report-routing-caption-day = Choice of experts by day
report-routing-confusion = Topics taken for others
report-routing-taken-for = Taken for → was
report-routing-no-confusion = No topic was corrected in this period.
report-routing-calibration = As sure as it is right
report-routing-calibration-means = From left to right, how sure the desk said it was; upwards, how often the expert was the right one. On the diagonal it is right as often as it says.
report-routing-sure = Sure
report-routing-said = Said on average
report-routing-said-by-desk = How sure the desk said it was
report-routing-tenth = { $from }–{ $to }%
report-routed-cell = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
report-routed-empty = No question is counted here
report-routed-asked-at = Asked
report-routed-first = Given first to
report-routed-drafted = Draft sent of

report-late-title = Why late
report-preset-last-month = Last month
report-preset-last90 = 90 days
report-preset-year = This year
report-against = Compare with
report-against-nothing = Nothing
report-against-previous = The period before
report-against-year = A year earlier
report-against-days = Other days
report-against-from = Compare from
report-against-to = to
report-against-said = compared with { $from } to { $to }
report-before = before: { $rate }
report-promises = Promises
report-promises-first_reply = Questions
report-promises-next_reply = Follow-ups
report-promises-all = All promises
report-unit-first_reply = A question counts once, by its first reply.
report-unit-next_reply = Each later message of a customer counts once.
report-unit-all = Every promise of a reply counts: one a question, one a later message.
report-by-week = By week
report-by-hour = By hour
report-by-language = By language
report-by-policy = By policy
report-by-first_topic = By topic at first
report-by-first_expert = By expert at first
report-caption-week = By week
report-caption-hour = By hour and weekday
report-caption-language = By language
report-caption-policy = By policy
report-column-week = Week of
report-column-hour = Day and hour
report-column-language = Language
report-column-policy = Policy
report-column-first_topic = Topic at first
report-column-first_expert = Expert at first
report-none-week = –
report-none-hour = –
report-none-language = –
report-none-policy = Policy no longer there
report-gone-expert = Person no longer there
report-gone-topic = Topic no longer there
report-gone-policy = Policy no longer there
report-language-fr = French
report-language-en = English
report-only = Only: { $name }
report-only-all = See everything
report-refused = This period can’t be read
report-refused-text = Put the dates above right: no figure is shown as long as they mean nothing.
report-definitions = What the figures say
report-adds-up = The figures add up: on every row, received = kept + missed + running + no reply needed, and every number leads to exactly the questions it counts.
report-counting = The figures are being counted
report-counting-text = The past of the house is being counted. No figure is shown before it is right: reload this page in a moment.
report-chart = Promises over time
report-caption-heat = Promises kept, by hour and weekday
report-heat-hint = The number is that of questions received; the colour says whether promises were kept.
report-heat-cell = { $rate } kept
report-follow-ups = Follow-ups
report-follow-ups-said = { $count ->
    [one] { $count } later message of a customer in the period
   *[other] { $count } later messages of customers in the period
}
report-times = How long it takes
report-times-step = Step
report-times-clock = Clock
report-clock-working = working time
report-clock-real = real time
report-median = Median
report-p90-column = 9 in 10
report-p95-column = 19 in 20
report-craft = The craft of drafts
report-late-hint = Where the time went before the promised hour
report-late-none = No promise was missed
report-late-none-text = In this period everything that was due left in time.
report-late-all = All that were missed:
report-late-caption = Missed promises, by where the time went
report-version = State of the data
report-version-said = Made from state { $version } of { $at }. Made again after a change of calendar or policy it gives the same figures: each promise keeps the version it was counted with.
report-corrections = Corrections after the period
report-corrections-said = { $count ->
    [one] { $count } change after the end of the period
   *[other] { $count } changes after the end of the period
}
report-correction-field-outcome = Outcome
report-correction-field-replied_at = Reply left
report-correction-field-due_at = Due
report-correction-field-topic = Topic
report-correction-field-expert = Expert
report-correction-field-language = Language
report-correction-field-draft = Draft
report-correction-field-draft_returned = Draft sent back
report-correction-field-reopened = Reopened
report-correction-field-late = Cause of the delay
report-correction-day = Counted on
report-correction-what = What
report-correction-was = Was
report-correction-became = Became
report-correction-at = Changed
report-value-true = yes
report-value-false = no
report-ledger = Ledger
report-ledger-title = Ledger of question #{ $number }
report-ledger-hint = What the reports count of it, step by step.
report-ledger-passed = Step
report-ledger-at = When
report-ledger-what-asked = Asked
report-ledger-what-assigned = Given to an expert
report-ledger-what-drafted = First draft
report-ledger-what-decided = Reply decided
report-ledger-what-replied = Reply left
report-ledger-what-due = Promised for
report-ledger-waited = Where the working time went
report-phase-assignment = Waiting for an expert
report-phase-expert = With the expert
report-phase-approval = Waiting to be read
report-phase-sending = Sending
report-ledger-first_reply = First reply
report-ledger-next_reply = Follow-up
report-ledger-versions = Policy in version { $policy }, calendar in version { $calendar }, days counted in the time of { $zone }.
report-ledger-draft-unchanged = draft sent as it was
report-ledger-draft-edited = draft edited
report-ledger-draft-own_words = without a draft
report-ledger-returned = draft sent back
report-ledger-reopened = reopened
report-ledger-held = holding message
report-ledger-hit = right expert at once
report-ledger-missed = another expert first
report-ledger-paused = house paused { $span }
report-more = More
report-first = Beginning
report-cell = { $count ->
    [one] { $count } promise
   *[other] { $count } promises
} · { $name }
report-board-title = Today’s board
report-board-desk = Leave projector mode
report-board-projector = Projector
report-board-now = At { $time }
report-board-today = Promises due today
report-board-empty = Nothing is due today
report-board-empty-text = No promise comes due today.
report-board-by = By { $time }
report-board-later = Later
report-board-due = { $count ->
    [one] promise due
   *[other] promises due
}
report-board-column-due = Due
report-board-done = Kept
report-board-running = Running
report-board-at_risk = At risk
report-board-missed = Missed
report-board-excused = No reply needed
report-board-risks = What will not make it
report-board-risks-hint = From who holds what, how fast they usually are, and when they are at their desks.
report-board-calm = At the usual pace everything will leave in time.
report-board-due-at = due at { $time }
report-board-likely = rather { $when }
report-board-why-absent = away until then
report-board-why-load = too much before it
report-board-why-reading = draft waits to be read
report-board-why-nobody = no expert
report-board-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
report-board-caption-expert = Today’s promises by expert
report-board-caption-topic = Today’s promises by topic
report-board-moved = The board has changed meanwhile.

# What the house wants to reach
report-objectives = Objectives
report-objectives-hint = What the house wants to reach, who sees to it and by when. Each figure is that of the last { $days } days, or of the { $days } days before the date.
report-objectives-days = The figure of the last thirty days, whatever the period of the report.
report-objectives-all = All objectives
report-objectives-none = No objectives yet
report-objectives-none-text = An objective says which figure to reach, who sees to it and by when. A few are enough.
report-objectives-past = { $count ->
    [one] { $count } objective given up
   *[other] { $count } objectives given up
}
report-objective-new = New objective
report-objective-change = Change the objective
report-objective-change-one = Change the objective “{ $name }”
report-objective-saved = The objective is saved.
report-objective-stale = Somebody changed this objective meanwhile. What you typed is still here: save again to replace their version, or go back to the list to keep it.
report-objective-measure = Figure
report-objective-topic = Topic
report-objective-any-topic = All questions
report-objective-comparison = Wanted
report-objective-at-least = at least
report-objective-at-most = at most
report-objective-value = Value
report-objective-value-help = A share in percent (98 or 98.5), or a time in hours and minutes (2:30).
report-objective-owner = Who sees to it
report-objective-choose = Choose
report-objective-due-on = By
report-objective-priority = Priority
report-objective-priority-help = From 1, the first, to 9.
report-objective-active = Still wanted
report-objective-save = Save
report-objective-p50 = for half
report-objective-p90 = for 9 in 10
report-objective-p95 = for 19 in 20
report-objective-by = by { $date }
report-objective-days-left = { $count ->
    [0] today
    [one] { $count } day left
   *[other] { $count } days left
}
report-objective-owner-left = works here no longer: somebody else must see to it
report-objective-topic-retired = topic out of use: past questions
report-objective-wanted-at-least = wanted: at least
report-objective-wanted-at-most = wanted: at most
report-objective-reached = Reached
report-objective-open = On the way
report-objective-missed = Missed
report-objective-unknown = Nothing to measure

# One's own answers
report-own = Your answers
report-own-hint = What became of your answers, week by week. Nobody but you sees this page.
report-own-this-week = This week
report-own-weeks = Week by week
report-own-empty = Nothing yet this week
report-own-empty-text = As soon as a question is yours, it is counted here.
report-own-whose = Counted are the questions that you held when the reply left, or still hold; a question belongs to the week in which it was asked, by the clock of { $zone }.
report-own-week-of = week of { $date }

# What leaves the page
report-share = Share
report-share-hint = A link shows this report to whoever has it, without an account, until you revoke it. It says nothing of anybody of the house.
report-share-new = New link
report-share-about = { $from } to { $to }
report-share-only = one group only
report-share-name = Name of the link
report-share-name-help = Whom it is for, perhaps. The reader sees this name.
report-share-rolling = { $days ->
    [one] Always the day on which it is opened
   *[other] Always the last { $days } days
}
report-share-rolling-help = Otherwise the link always shows the same days.
report-share-rolls = { $days ->
    [one] the day itself
   *[other] the last { $days } days
}
report-share-make = Make the link
report-share-made = Link “{ $name }” made
report-share-once = Copy it now: it won’t be shown again.
report-share-link = Link
report-share-try = Open the link
report-share-links = Links
report-share-none = No links
report-share-none-text = Nothing leaves the house.
report-share-made-by = made by { $name } on { $at }
report-share-used = last opened on { $at }
report-share-unused = never opened
report-share-is-revoked = revoked
report-share-revoked-by = revoked by { $name } on { $at }
report-share-revoke = Revoke
report-share-revoke-one = Revoke the link “{ $name }”
report-share-revoke-sure = Revoke “{ $name }”? Whoever has this link will see nothing any more.
report-share-revoked = The link is revoked.
report-shared-hint = { $from } to { $to }, by the clock of { $zone }.
report-shared-empty-text = No question came on these days: there was nothing to keep or to miss.
report-shared-gone = This link leads nowhere any more
report-shared-revoked-text = It was revoked. Ask whoever gave it to you for another one.
report-shared-gone-text = What it was about is no longer there. Ask whoever gave it to you for another one.
report-letter = Letter of the week
report-letter-hint = On the first working day of the week, the figures of the last one, with the way to each question. Everybody can stop theirs on their profile page.
report-letter-stopped = stopped by them
report-letter-save = Save
report-letter-saved = The readers are saved.
report-unit-of-promises = promises
report-unit-of-share = share, in percent
report-unit-of-time = length of time
