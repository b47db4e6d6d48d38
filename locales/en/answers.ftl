# Answers already given: kept by the house, proposed to who writes, read by the public.

answers-title = Ready answers
answers-hint = Kept once, proposed for every question that is like them.
answers-new = New answer
answers-edit = Change the answer
answers-to-faq = The public page
answers-empty = No answer is kept
answers-empty-text = Write once what you answer often.
answers-public = Public
answers-off = Not in use
answers-to-review = To review
answers-overdue = { $count ->
    [one] { $count } answer is to be reviewed: nobody vouches for it any more.
   *[other] { $count } answers are to be reviewed: nobody vouches for them any more.
}
answers-last-used = { $count ->
    [one] used once, on { $when }
   *[other] used { $count } times, last on { $when }
}
answers-never-used = never used
answers-review = review on { $when }
answers-saved = The answer is saved.
answers-save = Save
answers-stale = Somebody has changed this answer meanwhile. Your text is kept here; saving it replaces theirs.
answers-variables = In the text, these words are filled in:
answers-in-fr = In French
answers-in-en = In English
answers-name = Title, or the question
answers-text = Answer
answers-topic = Topic
answers-any-topic = All topics
answers-owner = Owner
answers-no-owner = Nobody
answers-review-on = Review on
answers-review-help = From that day on the answer is proposed with a warning.
answers-is-public = On the public page
answers-is-public-help = Everybody can read it, and it is proposed to who asks a question like it. Without words to fill in, and without naming anybody of the house.
answers-active = In use

answers-alike = Already answered
answers-show = See the answers to questions like this one
answers-none-alike = Nothing like it has been answered yet.
answers-from-reply = #{ $number }
answers-from-kept = Ready answer
answers-from-page = Page of the house
answers-sent = sent on { $when }
answers-imported = imported on { $when }
answers-expired = To be checked
answers-insert = Insert
answers-insert-title = Insert “{ $title }” into the text

faq-title = Frequent questions
faq-hint = Somebody may have asked already.
faq-search = Look for an answer
faq-find = Search
faq-empty = No answer here
faq-empty-text = Ask your question: somebody will answer.
faq-like = Does this answer your question already?

problem-variable = “{ "{" }{ $name }{ "}" }” stands for nothing. Choose among customer, question, due, voice. For a brace, double it.
problem-public-variable = Everybody reads this text: nothing in it can be filled in.
