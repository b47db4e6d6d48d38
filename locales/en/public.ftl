# The stage: what customers read.

public-wall-title = Questions and answers
public-wall-hero = You ask, we answer.
public-wall-lead = Every question gets its answer here, the awkward ones too.
public-wall-older = Earlier questions
public-wall-empty = Nobody has asked yet
public-wall-empty-text = The first question is yours.
public-promise-now = Ask now: answered before { $when }
public-answer-by = { $voice } answers before { $when }
public-late = { $voice } still owes this answer, and is on it.
public-asked-by = asked by { $name }
public-question = Question #{ $number }
public-hidden = Question #{ $number } is hidden
public-hidden-because = We do not delete questions. This one is hidden because: { $reason }
public-says = :

public-ask-hero = What would you like to know?
public-ask-body = Your question
public-ask-body-help = Say it in your own words; one question at a time gets the best answer.
public-ask-subject = In a few words (optional)
public-ask-name = Your name
public-ask-name-help = Others see your first name and an initial.
public-ask-email = Your e-mail address (optional)
public-ask-email-help = To send you the answer; never shown, never passed on.
public-ask-public = Show my question and its answer to everybody
public-ask-public-help = Otherwise only you can read it, by your own link.
public-ask-send = Ask
public-asked = Your question #{ $number } is with us. Keep this page: the answer appears here.
public-wait = That was a lot of messages in a short time. Wait a minute and send again; what you wrote is still here.

public-follow-up = Add something
public-follow-up-send = Send
public-followed-up = Thank you, your message was added.
public-goes-on = The same person had asked this before: the answer is given to question { $number }.
public-keep-link = This page is yours: whoever has its address can read it and write here.
public-zone = ({ $city } time)
public-zone-yours = (your time)
promise-title = Our promise, month by month
promise-hint = Every question has a promised hour. This is how often we kept it.
promise-month = Month
promise-kept = Promises kept
promise-of = Questions
promise-running = so far
promise-said = { $met } of { $judged }
promise-means = A promise is kept when our reply leaves before the hour we named. Asking for patience does not count. Questions whose hour has not passed yet are not counted.
promise-empty = Nothing to show yet
promise-empty-text = No promise has reached its hour yet.
promise-link = How we keep our promise

public-verify-title = Did you ask question no. { $number }?
public-verify-hint = It was asked with the address { $email }.
public-verify-do = Yes, that was me
public-verify-warning = If it wasn’t you, close this page: otherwise whoever asked could read your other messages with us.
public-verify-until = This link works once, until { $when }.
public-verified-title = Thank you, confirmed
public-verified-hint = Question no. { $number } is yours.
public-held-back = We look at your question before everybody sees it. Nothing else changes: you will be answered by the time you were promised.
