## What went wrong, as a page says it.

error-status = Error { $status }
error-home = Back to the start
error-sign-in = Sign in

error-malformed-title = The request could not be read
error-malformed-text = Part of it did not arrive as it should. Go back and try again.
error-sign-in-needed-title = Please sign in
error-sign-in-needed-text = Your session has ended. Sign in again, then go back: your browser has kept what you typed.
error-sign-in-refused-title = Sign-in refused
error-sign-in-refused-text = The e-mail address or the password is wrong.
error-forbidden-title = This page is not for you
error-forbidden-text = Your role does not include this. If it should, ask an administrator of the desk.
error-forged-title = This form has expired
error-forged-text = For safety, nothing was saved. Go back, reload the page and send it again.
error-not-found-title = There is nothing here
error-not-found-text = The address may be incomplete, or what it led to is no longer shown.
error-method-not-allowed-title = Not this way
error-method-not-allowed-text = This address exists, but it cannot be used like this.
error-stale-title = This changed meanwhile
error-stale-text = A colleague was faster. Nothing of yours was saved: go back, reload the page and look again.
error-illegal-step-title = Not possible any more
error-illegal-step-text = The question has moved on, so this step no longer applies. Reload the page to see where it stands.
error-taken-title = Already taken
error-taken-text = Another entry uses this already.
error-too-large-title = That was too much
error-too-large-text = What you sent is larger than we can take. Shorten it and try again.
error-media-type-title = The request could not be read
error-media-type-text = It did not come as a form of this site.
error-invalid-title = Something is missing
error-invalid-text = Go back and check what you filled in.
error-names-insider-title = The text names a colleague
error-names-insider-text = Customers only ever meet the voice of the house. Go back and rewrite the sentence, or confirm that it may stand.
error-key-reused-title = Sent twice
error-key-reused-text = This was sent before with another text.
error-too-many-requests-title = One moment, please
error-too-many-requests-text = That was a lot at once. Wait a minute, then try again.
error-internal-title = Something went wrong on our side
error-internal-text = Nothing was half-saved. We have noted the fault; please try again in a moment.
error-unavailable-title = The desk is resting
error-unavailable-text = It cannot answer right now. Please try again in a moment.

## What is wrong with a field, beside the field.

problem-required = Please fill this in.
problem-too-long = At most { $max } characters; this has { $got }.
problem-control = Contains characters that cannot be shown.
problem-form = Not in the right form.
problem-email = This is not an e-mail address, like name@example.com.
problem-spaces = Must not contain spaces.
problem-key = Only lower-case letters, digits, - and _.
problem-unknown = This does not exist, or no longer does.
problem-file-too-large = At most { $megabytes } MB a file.
problem-files-too-many = At most { $most } files.
problem-file-kind = Only images (PNG, JPEG, WebP, GIF) and PDF documents.
problem-file-damaged = This file is damaged: it can’t be read to its end.
problem-file-locked = This document is protected by a password.
problem-too-short = At least { $min } characters.
problem-names-insider = This is public, and names somebody of the house: “{ $found }”.
problem-guessable = This is too easy to guess.
problem-wrong-password = This is not your present password.
problem-number = A number from { $least } to { $most }.
problem-moment = A day and an hour, like 2026-12-24T14:30.
problem-past = That time is over. Choose one to come.
problem-too-far = That is too far away.
problem-after-promise = What is promised is due before that: choose an earlier hour.
problem-date = A date, like 2026-12-24.
problem-hour = A time, like 07:30.
problem-same = Two different times: quiet hours can’t end when they begin.
problem-reversed = Ends before it begins.
problem-period-too-long = A report covers less than { $days } days.
problem-percentage = A share in percent, such as 98 or 98.5.
problem-length = A time in hours and minutes, such as 2:30.
problem-too-many = There are { $most } already: give one up first.
problem-left = { $name } works here no longer. Choose somebody else.
problem-retired = “{ $name }” is no longer in use. Choose something else.
problem-names-people = A link leaves the house, so it can’t be about its experts. Choose another cut.
problem-taken = Already taken.
problem-other = { $reason }.

# Hours and promises.
problem-on-date = { $date }: { $problem }
problem-time-zone = “{ $name }” is not a time zone. It is named by a city, such as Europe/Paris.
problem-date-typed = “{ $typed }” is not a date like 2026-12-24.
problem-time = “{ $typed }” is not a time like 09:30. The end of the day is 24:00.
problem-interval = Hours are written from-until, such as 09:00-12:30.
problem-interval-reversed = It ends at { $end }, which is not after its start at { $start }.
problem-overlap = { $second } overlaps { $first }.
problem-no-hours = At least one day must have working hours.
problem-no-rules = At least one line is needed.
problem-not-later = { $before } is not later than the line before it ({ $previous }).
problem-day-open = The lines stop at { $last }. The last one must be before 24:00, so that every question has one.
problem-due-early = A question asked just before { $before } would be late already at { $due } the same day.
problem-share = A share is more than 0 and at most 100 percent.
problem-warning-late = A warning comes before the time is used up: less than 100 percent.
problem-warnings-order = Write warnings in rising order, each once.
problem-unreachable = No day of this calendar stays open until { $due }.
problem-unreachable-for = No day stays open until { $due }, which the promise “{ $policy }” needs.

# Settings.
problem-key-kept = This name stays: versions are kept under it.
problem-one-line = One line only.
problem-no-condition = Fill in at least one condition: a rule without any would take every question.
problem-own-deputy = Nobody can be their own deputy.
problem-no-expert = A deputy must be an active expert.
problem-deputy-loop = This person, in the end, is stood in for by the very expert they would replace.
problem-last-administrator = The desk needs an administrator, and nobody else is one.
problem-last-voice = The desk needs a voice, and there is no other.

# Conditions, ladders, calendar files
problem-region = “{ $code }” is not a country or region whose public holidays are known, such as FR or FR-57.
problem-no-asking = The time of asking must end after it begins.
problem-ladder-loop = A ladder only goes up: { $after } was told before.
problem-ladder-order = This comes before the step above it.
problem-not-a-holder = A question can be given to the deputy or the community manager.
problem-word = One of: { $known }.
problem-leads-order = From the longest to the shortest, each once.
problem-shadowed = Never reached: “{ $before }”, tried before, takes every such question.
problem-default-conditions = The usual promise takes what is left, so it has no conditions.
problem-one-of = One of the two, or neither.
problem-ical-not-one = This is not a calendar file: it does not begin with BEGIN:VCALENDAR.
problem-ical-broken = The calendar file can’t be read: { $reason }.
problem-ical-empty = The calendar file has no events.
problem-ical-date = The event “{ $title }” has no date that can be read.
problem-ical-repeats = The event “{ $title }” repeats by a rule that can’t be followed.
problem-ical-too-many = More than { $most } events: this is a diary, not a list of closures.
