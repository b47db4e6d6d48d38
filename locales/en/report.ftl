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

report-rate = Share kept
report-rate-of = { $met } of { $judged } decided
report-rate-none = nothing decided yet
report-received = Received
report-received-hint = promises that began to run
report-met = Kept
report-breached = Missed
report-breached-hint = no reply in time
report-pending = Running
report-pending-hint = there is still time
report-no-reply = No reply needed
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

report-definitions = What the figures mean
report-term-received = Received
report-means-received = Promises to reply that began to run in the period: one for each new question, one for each later message of a customer. A promise belongs to the day on which it began, in the desk’s time zone.
report-term-met = Kept
report-means-met = The reply was sent strictly before the promised hour. A holding message is not a reply.
report-term-breached = Missed
report-means-breached = The promised hour passed without a reply, even if one came later.
report-term-pending = Running
report-means-pending = No reply yet, and there is still time.
report-term-no-reply = No reply needed
report-means-no-reply = A community manager said, with a reason, that no reply is needed.
report-means-no_reply_needed = A community manager said, with a reason, that no reply is needed.
report-term-rate = Share kept
report-means-rate = Kept ÷ (kept + missed). What is running or needs no reply is not judged.
report-term-percentile = Half within, 9 of 10 within
report-means-percentile = How long customers waited for their first reply, from receipt to sending, nights and holidays included: half of them no longer than the first figure, nine in ten no longer than the second. Only questions that have been replied to.
report-term-adds-up = The figures add up
report-means-adds-up = Received = kept + missed + running + no reply needed, on every row. Each figure leads to exactly the questions that it counts.

report-questions-title = Behind the figure
report-back = Report
report-cell-received = { $count ->
    [one] { $count } promise
   *[other] { $count } promises
}
report-cell-met = { $count ->
    [one] { $count } promise kept
   *[other] { $count } promises kept
}
report-cell-breached = { $count ->
    [one] { $count } promise missed
   *[other] { $count } promises missed
}
report-cell-pending = { $count ->
    [one] { $count } promise running
   *[other] { $count } promises running
}
report-cell-no_reply_needed = { $count ->
    [one] { $count } promise needed no reply
   *[other] { $count } promises needed no reply
}
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
report-house-paused = House paused
report-term-house-paused = House paused
report-means-house-paused = Promises during which the house paused. They are counted among the others as well: none is hidden.
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
report-means-house_paused = Promises during which the house paused, whatever became of them.
report-cell-house_paused = { $count ->
    [one] { $count } promise during a pause
   *[other] { $count } promises during a pause
}
# The report on the choice of experts.

report-which = Reports
report-routing-title = Right expert at once
report-routing-empty = Nothing was asked in this period
report-routing-rate = Right at once
report-routing-rate-of = { $hit } of { $judged } judged
report-routing-rate-none = nothing to judge yet
report-routing-asked = Asked
report-routing-unsure = No expert at first
report-routing-share = { $share } of the questions
report-routing-judged = Judged
report-routing-hit = Right expert
report-routing-missed = Another expert
report-routing-error = Calibration error
report-routing-error-hint = between what was said and what came true
report-routing-over-time = Right at once, day by day
report-routing-caption-topic = Choice of experts by topic
report-routing-caption-expert = Choice of experts by expert
report-routing-caption-day = Choice of experts by day
report-routing-confusion = Topics taken for others
report-routing-taken-for = Taken for → was
report-routing-no-confusion = No topic was corrected in this period.
report-routing-calibration = As sure as it is right
report-routing-calibration-means = From left to right, how sure the desk said it was; upwards, how often the expert was the right one. On the diagonal it is right as often as it says.
report-routing-sure = Sure
report-routing-said = Said on average
report-routed-cell = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
report-routed-empty = No question is counted here
report-routed-asked-at = Asked
report-routed-first = Given first to
report-routed-drafted = Draft sent of
report-routed-means-asked = All questions asked in the period, without imports. A question belongs to the day on which it was asked.
report-routed-means-unsure = Questions that no expert got at first: not sure enough, an unknown topic, or nobody available.
report-routed-means-judged = Questions given to an expert first whose answer was made from a draft. Judged = right expert + another expert.
report-routed-means-hit = The draft that was sent was the first expert’s.
report-routed-means-missed = The draft that was sent was another’s.
report-routed-means-error = The mean distance between how sure the desk was and how often it was right, by steps of ten points, weighed by the judged questions.
