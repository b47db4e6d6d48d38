## Signing in and out, invitations, profile.

identity-sign-in = Sign in
identity-sign-in-hint = For the people who work at this desk.
identity-sign-in-do = Sign in
identity-email = E-mail address
identity-password = Password
identity-refused = The e-mail address or the password is wrong.
identity-wait = Too many attempts. Please wait a minute before trying again.

identity-invitation = Welcome
identity-invitation-first = Open your desk
identity-invitation-hint = Choose a password to start working at this desk.
identity-invitation-first-hint = You are the first. Say who you are: you will be the desk’s administrator.
identity-invitation-until = This link is good until { $when }.
identity-name = Your name
identity-name-help = What your colleagues call you. Customers never see it.
identity-new-password = Choose a password
identity-new-password-help = At least ten characters. A sentence is easier to remember than a word.
identity-start = Start
identity-welcome = Welcome, { $name }.

identity-profile = Your profile
identity-profile-hint = Signed in as { $email }.
identity-language = Language and days away
identity-language-label = Language of the pages
identity-language-browser = As my browser asks
identity-absences = Days away
identity-absences-help = On these days no question is given to you. Empty lines are ignored.
identity-absence-from = From
identity-absence-until = Until
identity-save = Save
identity-profile-saved = Your profile is saved.
identity-password-title = Password
identity-password-current = Present password
identity-password-change = Change the password
identity-password-note = Everywhere else you will be signed out.
identity-password-changed = Your password is changed; you are signed out everywhere else.
identity-sessions = Where you are signed in
identity-session-since = Since
identity-session-seen = Last seen
identity-session-here = Here
identity-session-end = Sign out there
identity-session-ended = That session has ended.
identity-absence-file = Take over absences from a calendar file (.ics)
identity-absence-file-help = Days on which its events leave no working hour become days away; events that come back are taken over for five years.
