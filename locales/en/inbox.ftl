# The inbox: the list of questions, its folders and filters.

inbox-title = Inbox
inbox-views = Folders
inbox-view-open = Open
inbox-view-late = Late
inbox-view-drafted = Ready to send
inbox-view-snoozed = Snoozed
inbox-view-answered = Answered
inbox-view-closed = Closed
inbox-view-hidden = Hidden
inbox-view-all = All

inbox-search = Search the questions
inbox-filters = Filter
inbox-topic = Topic
inbox-any-topic = Any topic
inbox-expert = Expert
inbox-any-expert = Anybody
inbox-channel = Channel
inbox-any-channel = Any channel
inbox-apply = Apply
inbox-clear = Show all again

inbox-keep = Keep list
inbox-keep-name = Name of the list
inbox-keep-shared = For the whole team
inbox-keep-do = Keep
inbox-kept = “{ $name }” is kept.
inbox-unkeep = Keep “{ $name }” no longer
inbox-unkept = The list is kept no longer.

inbox-bulk = For the questions that are ticked
inbox-bulk-one = 1 question ticked
inbox-bulk-many = questions ticked
inbox-bulk-assign = Assign
inbox-bulk-to = To
inbox-bulk-managers = Community managers
inbox-bulk-tag = Topic, tag
inbox-bulk-topic-do = Change the topic
inbox-bulk-customer-tag = Customer’s tag
inbox-bulk-tag-do = Add the tag
inbox-bulk-close = Close
inbox-bulk-close-help = The reason is needed where a reply is still promised.
inbox-bulk-done = { $count ->
    [1] Done for one question.
   *[other] Done for { $count } questions.
}
inbox-bulk-refused = { $count ->
    [1] Not for { $numbers }: { $why }
   *[other] Not for { $numbers } ({ $count } questions): { $why }
}
inbox-bulk-wrong = Nothing was done: { $why }

inbox-leaves = The reply waits until { $at }
inbox-private = Not on the public page
inbox-draft-returned = Draft sent back

inbox-none-found = Nothing matches
inbox-none-found-text = No question in this folder has these words, this topic, this expert and this channel.
inbox-empty-open = Nothing waits
inbox-empty-late = Nothing is late
inbox-empty-drafted = No draft is waiting
inbox-empty-snoozed = Nothing is snoozed
inbox-empty-answered = Nothing answered yet
inbox-empty-closed = Nothing closed yet
inbox-empty-hidden = Nothing is hidden
inbox-empty-all = No question yet
inbox-empty-text-open = New questions appear here by themselves.
inbox-empty-text-late = What is not answered by its hour stands here, the longest overdue first.
inbox-empty-text-drafted = As soon as an expert hands in a draft, it stands here, ready to be sent.
inbox-empty-text-snoozed = What you put aside waits here, and comes back by itself at its hour.
inbox-empty-text-answered = Every question that the voice has answered stands here.
inbox-empty-text-closed = What is done, with or without a reply, stands here.
inbox-empty-text-hidden = What was taken off the public page stands here, with its reason.
inbox-empty-text-all = New questions appear here by themselves.
inbox-bad-page = This page of the list is no longer there; this is its beginning.

inbox-idle-title = Choose a question
inbox-idle-text = What is due first stands first.

