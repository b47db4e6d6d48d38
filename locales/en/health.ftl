# How the desk is doing, for administrators.

settings-health = Health
settings-health-hint = Whether the desk works as it should, and what to do where it does not.
health-all-good = Everything works as it should.
health-attention-needed = The desk works; what needs your attention comes first.
health-not-ready = The desk can’t do all of its work. See below what keeps it from that.
health-version = Souffleur { $version }
health-since = running since
health-good = good
health-attention = needs attention
health-bad = does not work
health-unknown = could not be measured
health-jobs = Background jobs
health-job = Job
health-job-last = Last success
health-job-failures = Failures since
health-job-never = not yet
health-job-fire_timers = Due times, warnings and digests
health-job-deliver_outbox = Sending letters
health-job-recount = Counting due times again
health-job-keep_ledger = Report figures
health-job-send_replies = Scheduled replies
health-job-place = Placing questions that wait
health-job-learn = Training the router
health-job-index = Search index
health-job-tidy = Clearing away leftovers

health-line-database = Database
health-line-database-value = { $value }
health-line-database-advice = A row could not be written and read back. Check that the disk has room, that nothing else locks the database, and that its server runs; /readyz and the log name the cause.
health-line-schema = Database schema
health-line-schema-value = { $value ->
    [0] up to date
   *[other] not up to date
  }
health-line-schema-advice = Restart the desk with the present release: it brings the schema up to date.
health-line-timers = Due times and warnings
health-line-timers-value = { $value ->
    [0] on time
   *[other] { $value } s behind
  }
health-line-timers-advice = A machine with too much to do, or a slow disk. If it does not catch up by itself, restart the desk.
health-line-set_aside = Due times set aside
health-line-set_aside-value = { $value ->
    [0] none
   *[other] { $value } tried again by themselves
  }
health-line-set_aside-advice = Their effect fails each time. The log names the timer or question and the cause; run “souffleur verify”.
health-line-mail = Mail server
health-line-mail-value = { $value ->
    [0] takes letters
   *[other] paused for { $value } s
  }
health-line-mail-advice = It is down, silent, or refuses the desk: /readyz and the page of deliveries say how. Check its address and password (mail.smtp_url). Letters wait; the desk tries again by itself.
health-line-mail_setup = Mail server
health-line-mail_setup-value = not set up
health-line-mail_setup-advice = E-mails become files and do not leave. Set mail.smtp_url and mail.from in the configuration, then restart the desk.
health-line-outbox = Letters waiting
health-line-outbox-value = { $value ->
    [0] none
   *[other] { $value }
  }
health-line-outbox-advice = See the oldest of them.
health-line-outbox_oldest = Oldest letter waiting
health-line-outbox_oldest-value = { $value ->
    [0] none
   *[other] for { $value } s
  }
health-line-outbox_oldest-advice = Letters do not leave. Check the mail server and its password (mail.smtp_url); nothing is lost meanwhile.
health-line-given_up = Letters given up
health-line-given_up-value = { $value ->
    [0] none
   *[other] { $value }
  }
health-line-given_up-advice = Their addresses were refused, or the mail server failed for too long. The community managers’ “Deliveries” page names them and can send them again.
health-line-search = Questions waiting for the search index
health-line-search-value = { $value ->
    [0] none
   *[other] { $value }
  }
health-line-search-advice = They are found all the same, more slowly. If the number does not fall, look at the search job below.
health-line-writes = Failed writes
health-line-writes-value = { $value ->
    [0] none since the start
   *[other] { $value } since the start
  }
health-line-writes-advice = Who asked was told so and can try again. Check disk space and locks; the log names the causes.
health-line-pool = Database connections in use
health-line-pool-value = { $value }
health-line-pool-advice = All of them are in use, so requests wait for each other. If it stays like this, look for a slow query.
health-line-disk = Free disk space
health-line-disk-value = { $value } MB
health-line-disk-advice = Make room on the disk of the data folder, or give it a larger one. Without space nothing can be taken in.
health-line-jobs = Failing background jobs
health-line-jobs-value = { $value ->
    [0] none
   *[other] { $value }
  }
health-line-jobs-advice = The table below names them and their last error. They are tried again by themselves.
health-line-wal = SQLite’s write-ahead log
health-line-wal-value = { $value } MB
health-line-wal-advice = Something reads for so long that the log can’t be written back, such as a copy that hangs. Restarting the desk shortens it.
health-line-delivery_failures = Failed attempts to send
health-line-delivery_failures-value = { $value ->
    [0] none since the start
   *[other] { $value } since the start
  }
health-line-delivery_failures-advice = Each is tried again. If they go on, look at the mail server.
health-line-sign_ins = Failed sign-ins
health-line-sign_ins-value = { $value ->
    [0] none since the start
   *[other] { $value } since the start
  }
health-line-sign_ins-advice = Somebody may be guessing passwords. They are slowed down; block their address if they go on.
health-line-streams = Open live streams
health-line-streams-value = { $value }
health-line-streams-advice = One for each open page of a member of staff.
health-line-rate_limited = Requests refused as too many
health-line-rate_limited-value = { $value ->
    [0] none since the start
   *[other] { $value } since the start
  }
health-line-rate_limited-advice = Raise the limits if they hit the right people.
