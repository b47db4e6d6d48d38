# What the administrator decides.

settings-title = Settings
settings-hint = Who answers, what is promised, and who speaks.
settings-sections = Sections
settings-overview = Overview
settings-group-answers = Who answers
settings-group-promises = What is promised
settings-group-voices = Who speaks
settings-group-house = The house

# On every page
settings-save = Save
settings-saved = { $name } is saved.
settings-added = { $name } is added.
settings-file-left-out = { $count ->
        [one] One event of the calendar file was left out; the others are taken. { $reasons }
       *[other] { $count } events of the calendar file were left out; the others are taken. { $reasons }
    }
settings-wrong = Nothing has been saved yet. Look at the marked fields; what you typed is still here.
settings-off = not in use
settings-in-use = In use
settings-none = None
settings-any = Any
settings-choose = Choose
settings-nth = { $label }: no. { $nth }
settings-key = Short name
settings-key-help = For files and programs: lower-case letters, digits, - and _, such as “delivery”.
settings-key-fixed = It stays, because versions are kept under it.
settings-position = Place in the order
settings-position-help = A number; the smallest comes first. Leave it empty for the end.
settings-version = Version { $version }. Each change is a new version: what was promised under an older one keeps it.
settings-language-fr = French
settings-language-en = English

# First steps
settings-first = First steps
settings-first-hint = The desk answers from the first minute. These four make it yours.
settings-first-done = Done
settings-first-topics = Name the topics
settings-first-topics-text = What do people ask about? Each topic with the words they use.
settings-first-experts = Add the experts
settings-first-experts-text = Who in the house knows the answer? At least one person for each topic.
settings-first-calendars = Check the calendar
settings-first-calendars-text = Office hours and holidays. Promises are counted in them.
settings-first-voices = Give the voice its hands
settings-first-voices-text = The one name that customers meet, and a community manager who writes for it.

# Topics
settings-topics = Topics
settings-topics-hint = What questions are about.
settings-topics-new = New topic
settings-topics-empty = No topic yet
settings-topics-empty-text = Without topics, every question stays with the community managers.
settings-topics-alone = { $count ->
    [one] { $count } topic nobody drafts on
   *[other] { $count } topics nobody drafts on
}
settings-topic-alone = nobody drafts on it
settings-topic-name = Name
settings-topic-name-help = What colleagues call it.
settings-topic-words = Words it is known by
settings-topic-words-help = The words customers use, such as “parcel, tracking, late”. A new desk recognises the topic by them; later it learns from answers too.
settings-topic-off-help = A topic out of use gets no new questions; its old ones keep it.

# Experts
settings-experts = Experts
settings-experts-hint = Who drafts answers, on what, and how much.
settings-experts-new = New expert
settings-experts-empty = No expert yet
settings-experts-empty-text = Until there is one, every question stays with the community managers.
settings-experts-idle = { $count ->
    [one] { $count } expert without a topic
   *[other] { $count } experts without a topic
}
settings-expert-idle = no topic
settings-expert-away = away until { $until }
settings-load = { $open } open
settings-load-of = { $open } open of { $capacity }
settings-expert-topics = Topics, the best known first
settings-expert-topics-help = Where several people know a topic, who knows it best is asked first. For more than two additional topics, save and add again.
settings-expert-capacity = Open questions at once
settings-expert-capacity-help = Beyond that, questions go to somebody else. Empty: no limit.
settings-expert-calendar = Working hours
settings-expert-calendar-desk = The desk’s
settings-expert-calendar-help = Outside them no question is given, unless nobody else knows.
settings-expert-deputy = Deputy
settings-expert-deputy-nobody = Nobody
settings-expert-deputy-help = Is given this person’s questions while they are away until after the draft is due.
settings-expert-deputised = { $name } stands in
settings-expert-account = Account: role, language, invitation
settings-absences = Days away
settings-absence-from = First day
settings-absence-until = Last day
settings-absences-help = On these days no question is given. Two more lines appear when these are saved.

# Rules
settings-rules = Rules
settings-rules-hint = What always goes to the same person. The first rule that fits decides, before the desk reads the text.
settings-rules-new = New rule
settings-rules-empty = No rule
settings-rules-empty-text = The desk itself chooses who gets a question. A rule is for what must never be left to it, such as the press.
settings-rules-removed = The rule is removed.
settings-rule-to = to { $name }
settings-rule-if-channel = by
settings-rule-if-subject = subject with
settings-rule-if-body = text with
settings-rule-if-tag = customer tagged
settings-rule-if-language-fr = in French
settings-rule-if-language-en = in English
settings-rule-when = When a question …
settings-rule-when-help = Everything you fill in must hold; at least one thing.
settings-rule-channel = came by the channel
settings-rule-channel-help = web, email, api, or the name of a program’s channel, such as instagram.
settings-rule-language = is written in
settings-rule-subject = has in its subject
settings-rule-body = has in its text
settings-rule-tag = comes from a customer tagged
settings-rule-tag-help = A tag given beside a question, such as vip.
settings-rule-assign = … give it to
settings-rule-assign-help = An expert drafts; with a community manager it stays in the inbox.
settings-rule-position-help = Rules are tried from the smallest number up. Leave it empty for the end.
settings-rule-remove = Remove this rule
settings-rule-remove-sure = Remove this rule? Questions it has given already stay where they are.

# Calendars
settings-calendars = Calendars
settings-calendars-hint = The working hours and holidays in which promises are counted.
settings-calendars-new = New calendar
settings-calendars-empty = No calendar
settings-calendars-empty-text = Promises need working hours.
settings-calendar-zone = Time zone
settings-calendar-zone-help = A city of the zone, such as Europe/Paris. Summer time is taken care of.
settings-calendar-week = Ordinary week
settings-calendar-week-help = From-until, several separated by commas: 09:00-12:30, 14:00-18:00. Empty: closed.
settings-calendar-exceptions = Days that differ
settings-calendar-exceptions-help = A line for each date: holidays closed, shorter or longer days with their hours. Past dates may stay.
settings-calendar-exceptions-example =
    2026-12-24 09:00-13:00
    2026-12-25 closed
settings-calendar-closed = closed
settings-calendar-upcoming = Next days that differ
settings-calendar-no-exceptions = no holiday ahead
settings-calendar-used = Used by: { $by }.
settings-day-mon = Mon
settings-day-tue = Tue
settings-day-wed = Wed
settings-day-thu = Thu
settings-day-fri = Fri
settings-day-sat = Sat
settings-day-sun = Sun
settings-day-mon-long = Monday
settings-day-tue-long = Tuesday
settings-day-wed-long = Wednesday
settings-day-thu-long = Thursday
settings-day-fri-long = Friday
settings-day-sat-long = Saturday
settings-day-sun-long = Sunday

# Policies
settings-policies = Promises
settings-policies-hint = By when a question is answered, and when to warn.
settings-policies-new = New promise
settings-policies-empty = Nothing is promised
settings-policies-empty-text = Without a promise no question has a due time.
settings-policies-holds = “{ $key }” is now the usual one
settings-policy-default = the usual one
settings-policy-is-default = This is the usual promise
settings-policy-is-default-help = It is made to every question that no other promise is for. Ticking it here takes the place of the other.
settings-policy-calendar = Calendar
settings-policy-calendar-help = The hours it is counted in.
settings-policy-first_reply = First reply
settings-policy-first_reply-help = By when the voice answers a question.
settings-policy-next_reply = Later replies
settings-policy-next_reply-help = By when it answers each further message of the customer.
settings-policy-close = Closing
settings-policy-close-help = By when the matter is done. Most desks promise none.
settings-policy-draft = Draft
settings-policy-draft-line = { $share } of the time until the reply
settings-policy-draft-share = The expert’s part of the time, in percent
settings-policy-unread = An unopened question goes on, in percent of the expert’s time
settings-policy-unread-help = With 50, a question its expert has not opened when half of their time is used up goes to whom the router finds next. Empty: it waits for them.
settings-policy-unread-line = unopened at { $share } of that, it goes on to the next expert
settings-policy-draft-share-help = With 60, the draft is due when 60 % of the working time until the reply is used up; the rest is the community manager’s.
settings-policy-warn = Warn at, in percent of the time
settings-policy-warn-help = Several, rising, separated by commas: 50, 80. Empty: no warning.
settings-target-kind = How it is counted
settings-target-none = Not promised
settings-target-cutoff = By the hour of asking
settings-target-working_time = In working time
settings-cutoff-help = The first line whose hour has not passed applies. The last line must be before 24:00, so that every question has one.
settings-cutoff-before = Asked before
settings-cutoff-due = answered before
settings-cutoff-days = working days later
settings-cutoff-line = before { $before } → { $due }{ $days ->
    [0] {""}
    [one] {" "}one working day later
   *[other] {" "}{ $days } working days later
}
settings-minutes = Minutes of working time
settings-minutes-help = 240 is four hours while the desk is open. Time spent waiting for the customer does not count.
settings-minutes-line = { $span } of working time

# What a policy would promise
settings-ahead = What this promises
settings-ahead-zone = Times in { $zone }
settings-ahead-now = asked now
settings-ahead-due = answered before
settings-ahead-draft = draft before { $when }
settings-ahead-never = no due time
settings-ahead-nothing = As soon as the promise is complete, you see here what it means for the coming days.
settings-why-closed = closed on { $day }
settings-why-counts = counts as asked at the start of { $day }
settings-why-rule = asked before { $before } → { $due }{ $days ->
    [0] {" "}the same day
    [one] {" "}one working day later
   *[other] {" "}{ $days } working days later
}
settings-why-sooner = asked before { $before } on { $day } is answered sooner, so this is too → { $due }{ $days ->
    [0] {""}
    [one] {" "}one working day later
   *[other] {" "}{ $days } working days later
}
settings-why-early = closes at { $ends } on { $day }
settings-why-counted = counted { $from } to { $until }
settings-why-impossible = no day of the calendar can keep this

# Voices
settings-voices = Voices
settings-voices-hint = The only names that customers ever meet.
settings-voices-new = New voice
settings-voices-empty = No voice
settings-voices-empty-text = Somebody has to speak for the house.
settings-voice-name = Name
settings-voice-name-help = Customers see it on every answer. Changing it changes it everywhere, past answers too.
settings-voice-signature = Signature
settings-voice-signature-help = The line under its letters. Empty: the name.
settings-voice-languages = Languages, the strongest first
settings-voice-languages-help = A question goes to the first voice that speaks its language.
settings-voice-off-help = A voice out of use takes no new questions.

# Users
settings-users = Users
settings-users-hint = Who works here and what they may do.
settings-users-new = New user
settings-users-empty = Nobody works here yet
settings-users-empty-text = Add the people of the house.
settings-users-uninvited = { $count ->
    [one] { $count } person has not chosen a password
   *[other] { $count } people have not chosen a password
}
settings-user-inactive = inactive
settings-user-uninvited = no password yet
settings-user-name = Name
settings-user-email = E-mail address
settings-user-email-help = For signing in and for notices. Customers never see it.
settings-user-role = Role
settings-role-administrator = Topics, people, calendars, promises: everything on these pages.
settings-role-community_manager = Reads drafts, edits, replies as the voice. The only role that replies.
settings-role-expert = Drafts answers to the questions that are given to them.
settings-role-supervisor = Reads every question and the reports; changes nothing.
settings-user-voice = Lends hands to
settings-user-voice-help = For community managers: the voice they usually write as.
settings-user-language = Language of their pages
settings-user-language-browser = As their browser asks
settings-user-active = Works here
settings-user-active-help = Who does not can no longer sign in and is given no questions. Nothing they wrote disappears; hand over their open questions.
settings-user-expertise = Topics, capacity and days away
settings-invite = Invitation
settings-invite-first = { $name } has no password yet. The link lets them choose one; it is sent by e-mail, and you can pass it on as well.
settings-invite-again = If { $name } has forgotten the password, a new link lets them choose another. Until then the old one is good.
settings-invite-do = Make a link
settings-invited = Link for { $name }
settings-invited-hint = It is on its way to { $email }.
settings-invited-link = Link, to pass on yourself
settings-invited-help = Good once, until { $when }. It is shown only now; links made before no longer work.

# Programs
settings-programs = Programs
settings-programs-hint = What puts questions to the desk through its API: a social network, a shop, a chat.
settings-programs-new = New program
settings-programs-empty = No program
settings-programs-empty-text = The ask form and e-mail need none. A program carries another channel, with a token of its own.
settings-programs-revoked = The token is withdrawn.
settings-program-since = since { $when }
settings-program-revoked = withdrawn { $when }
settings-program-revoke = Withdraw
settings-program-revoke-sure = Withdraw the token of { $name }? The program can put no more questions from this moment on.
settings-program-name = Name
settings-program-name-help = What to call it here and in the history.
settings-program-channel = Channel
settings-program-channel-help = Shown beside each of its questions: instagram, shop … Lower-case letters, digits, - and _.
settings-program-add = Make a token
settings-secret = Token for { $name }
settings-secret-once = Copy the token now. It is shown this one time and kept nowhere.
settings-secret-token = Token
settings-secret-help = Whoever has it can put questions to the desk, and nothing else. If it is lost, withdraw it and make another.
settings-secret-use = The program sends it with every question:
settings-secret-kept = I have copied it

# The desk
settings-desk = Desk
settings-desk-hint = Its name and languages, and how sure it has to be.
settings-desk-name = Name
settings-desk-name-help = At the top of every page and in every letter.
settings-desk-languages = Languages of the public pages
settings-desk-languages-help = The first is for visitors whose language is not among them.
settings-desk-threshold = How sure the desk must be, in percent
settings-desk-threshold-help = Below this, a question stays with the community managers instead of going to an expert who may be the wrong one. 35 is a good start.
settings-desk-quiet = Quiet hours
settings-desk-quiet-help = Between these hours nobody is disturbed by an alert who has not chosen otherwise on their profile. Leave them empty for none.
settings-desk-quiet-from = From
settings-desk-quiet-until = Until
settings-desk-apology = What a late answer begins with
settings-desk-apology-help = Proposed to the community manager once a promise is broken. Left empty, it is the sentence shown.

# Changes
settings-audit = Changes
settings-audit-hint = Every change of a setting. Nothing here can be removed.
settings-audit-last = last by { $name }
settings-audit-empty = Nothing has been changed yet
settings-audit-at = When
settings-audit-by = Who
settings-audit-what = What
settings-audit-desk = the desk
settings-audit-added = { $what } added:
settings-audit-changed = { $what } changed:
settings-audit-removed = { $what } removed:
settings-audit-of-topic = Topic
settings-audit-of-answer = Ready answer
settings-audit-of-voice = Voice
settings-audit-of-calendar = Calendar
settings-audit-of-policy = Promise
settings-audit-of-user = User
settings-audit-of-rule = Rule
settings-audit-of-program = Program
settings-audit-of-desk = Desk
settings-audit-of-objective = Objective
settings-audit-of-report_link = Link to a report
settings-audit-of-report_letter = Readers of the letter

# Years, conditions, ladders, trials
settings-day-mon-one = M
settings-day-tue-one = T
settings-day-wed-one = W
settings-day-thu-one = T
settings-day-fri-one = F
settings-day-sat-one = S
settings-day-sun-one = S
settings-calendar-holidays = Public holidays
settings-calendar-holidays-none = none
settings-calendar-holidays-help = Closed on the public holidays of this country or region, every year. A special day goes before.
settings-calendar-keeps = Public holidays: { $region }
settings-calendar-import = Take over closures from a calendar file (.ics)
settings-calendar-file = File
settings-calendar-closures = Its content
settings-calendar-closures-help = All-day events close their days, timed events their hours. Saved, they become special days above.
settings-year-link = The year at a glance
settings-year-title = { $name } in { $year }
settings-year-hint = Time zone { $zone }; { $worked } days worked.
settings-year-key = Legend
settings-year-open = open
settings-year-other = other hours
settings-year-shut = closed on this date
settings-year-holiday = public holiday
settings-year-closed = not a working day
settings-year-differing = Days that differ
settings-asked-title = Asked then, answered when?
settings-asked-at = Asked on
settings-asked-policy = Promise
settings-asked-default = the usual one
settings-asked-do = Count
settings-why-holiday = { $day } is a public holiday ({ $name })
settings-why-working-day = { $day } is working day { $nth }
settings-policy-position = Order
settings-policy-position-help = Promises are tried from the lowest number up; the usual one comes last.
settings-policy-unused = no question gets it: no conditions
settings-policy-shadowed = no question gets it: { $by } takes them all
settings-policy-lead = Warn so many minutes before
settings-policy-lead-help = Several, falling, separated by commas: 60, 15. Empty: none.
settings-when = Which questions get it
settings-when-help = All that is filled in must hold; what is empty lets everything pass. The usual promise takes what is left and has no conditions.
settings-when-channel = Channels
settings-when-channel-help = Such as email, web.
settings-when-topic = Topics
settings-when-language = Languages
settings-when-tag = Customers’ tags
settings-when-tag-help = Such as vip, press: one of them is enough.
settings-when-days = Asked on
settings-when-from = Asked from
settings-when-from-help = On the clock of the calendar, such as 18:00.
settings-when-until = and before
settings-ladder = While nobody answers
settings-ladder-help = A ladder: each step is taken once, at a share of the time or so many minutes before it is due. It only goes up: expert, deputy, community manager, supervisor.
settings-ladder-of = For
settings-ladder-reply = the reply
settings-ladder-draft = the draft
settings-ladder-at = at %
settings-ladder-before = or min before
settings-ladder-to = who
settings-ladder-then = what
settings-ladder-nudge = nudge
settings-ladder-reassign = give the question
settings-ladder-by = how
settings-ladder-email = e-mail
settings-ladder-page = page only
settings-month-title = What it would have done last month
settings-month-help = Counts the last thirty days again with what is typed here. Nothing is changed.
settings-month-do = Try it on last month
settings-month-before = as it is
settings-month-after = with this
settings-month-moved = { $moved } due times would differ; { $differ } promises would have ended otherwise.
settings-month-wrong = Something typed above can’t be read yet. Saving says what.
settings-trial-title = Which promise would it get?
settings-trial-hint = A question that is only thought of: which promise it gets, why, and what happens when.
settings-trial-link = Which promise would a question get?
settings-trial-channel-help = Empty: the ask form.
settings-trial-now = Empty: now.
settings-trial-do = Try
settings-trial-gets = It gets
settings-trial-passed = not { $policy }: { $because }
settings-trial-alarms = Warnings and steps:
settings-miss-channel = another channel
settings-miss-topic = another topic
settings-miss-language = another language
settings-miss-tag = none of the tags
settings-miss-asked = asked at another time
settings-month-1 = January
settings-month-2 = February
settings-month-3 = March
settings-month-4 = April
settings-month-5 = May
settings-month-6 = June
settings-month-7 = July
settings-month-8 = August
settings-month-9 = September
settings-month-10 = October
settings-month-11 = November
settings-month-12 = December
settings-audit-of-pause = Pause
settings-model = Learning
settings-model-hint = What the automatic choice has learned, and the way back.
settings-model-knows = Learned from { $examples } examples, { $corrections } of them since the last full training.
settings-model-importing = An import is under way: { $rows } rows read, { $refused } refused. Questions are taken in as usual meanwhile.
settings-model-training = An import is under way: { $rows } rows read, the training is being finished.
settings-model-versions = Versions kept
settings-model-version = Version
settings-model-at = Trained
settings-model-examples = Examples
settings-model-state = State
settings-model-current = in use
settings-model-withdrawn = withdrawn { $at }
settings-model-use = Go back to this one
settings-model-with-examples = Set aside what was learned since, too
settings-model-sure = Go back to version { $version }? The versions after it are withdrawn.
settings-model-used = Version { $version } is in use; examples set aside: { $aside }.
settings-model-unusable = This version can’t be used any more: it can’t be read, or does not know all topics of today. The one in use stays.
settings-model-empty = No version stored yet
settings-audit-of-model = Learning, version
settings-desk-publishes-rate = Publish the share of promises kept, month by month
settings-desk-publishes-rate-help = A public page shows it to everybody, without a word of the questions or of anybody.
settings-desk-first-look = Look at public questions before they are shown
settings-desk-first-look-help = A public question from somebody unproven is on the wall only once it was looked at; its author is told. Otherwise it is shown at once.
settings-objectives-hint = The figures that the house wants to reach, who sees to them and by when.

settings-hold = Release the restored desk
settings-hold-hint = After a restore, no letter leaves and no timer fires until you say so. Questions, reading and answering go on; replies wait.
settings-hold-of = The copy is of { $at }. Once released, timers that are due fire once, and promises that were broken meanwhile are recorded at their true time.
settings-hold-letters = { $count ->
    [0] Letters written before the copy: none waits
    [one] One letter written before the copy waits
   *[other] { $count } letters written before the copy wait
  }
settings-hold-letters-help = If the desk went on working after the copy was made, it has most likely sent them: customers would get them twice.
settings-hold-replies = { $count ->
    [one] One reply scheduled before the copy waits as well. Sent, it leaves at its hour; otherwise it is stopped and its text goes back to its author.
   *[other] { $count } replies scheduled before the copy wait as well. Sent, they leave at their hour; otherwise they are stopped and their texts go back to their authors.
  }
settings-hold-choose = Choose…
settings-hold-drop = Mark as already sent, give replies back
settings-hold-send = Send
settings-hold-release = Release mail and timers
settings-hold-released = Mail and timers are released.
settings-hold-none = Nothing is on hold
settings-hold-none-text = Mail leaves and timers fire as usual.
settings-audit-of-hold = Hold on mail and timers
