# What surrounds every page, and the words every place shares.

base-skip = Skip to content
base-nav = Main navigation
base-shortcuts = Keyboard shortcuts
base-palette = What do you want to do?
base-palette-search = Search for “{ $words }”
base-account = Account of { $name }
base-sign-out = Sign out
base-undo = Undo
base-theme = Light or dark
base-ask = Ask a question
base-wall = All questions
base-feed = Feed
base-cancel = Cancel
base-confirm = Confirm
base-close = Close
base-pages = Pages
base-previous = Previous
base-next = Next
base-network = The desk cannot be reached. Check your connection; what you typed is still here.
base-offline = No connection. What you wrote is still here, and this page will bring itself up to date.
base-server-error = Something went wrong on our side. What you typed is still here; please try again.

nav-inbox = Inbox
nav-desk = Drafts
nav-answers = Answers
nav-reports = Reports
nav-settings = Settings
nav-wall = Public page

key-move = next, previous question
key-open = open the question
key-reply = write the reply
key-use-draft = use the draft
key-compare = compare one’s text with the draft
key-assign = assign to someone else
key-runner = assign to one of those proposed
key-return = send the draft back
key-close = close the question
key-apology = begin with an apology
key-undo = take back what was just sent
key-hold = ask the customer for patience
key-later = let the reply leave later
key-ask = ask a colleague
key-take = take over what a colleague wrote; answer together
key-relate = relate to another question
key-insert = insert what was answered before
key-away = an expert: say that you are away
key-note = write a note
key-search = search
key-snooze = put the question aside
key-tick = tick the question (an expert: decline it)
key-palette = everything that can be done here
key-send = send what you are writing
key-help = this help
key-enabled = Use single-letter shortcuts

role-administrator = Administrator
role-community_manager = Community manager
role-expert = Expert
role-supervisor = Supervisor

status-new = New
status-assigned = Assigned
status-drafted = Drafted
status-answered = Answered
status-closed = Closed
status-hidden = Hidden

due-soon = late before long,
due-left = time left:
due-late = late by:
due-met = Kept
due-missed = Missed
due-paused = Waiting for the customer

channel-web = Web page
channel-api = API
channel-email = E-mail

draft-by = draft, for your eyes only
draft-requested = Requested
draft-submitted = Ready
draft-returned = Returned
draft-used = Used

explain-title = Why this expert
explain-confidence = { $share } sure

base-held = This desk was restored from a copy of { $at }: mail and timers are on hold.
base-held-release = Release…
