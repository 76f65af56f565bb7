"""Bulbul: answers a business's customers on WhatsApp, and calls a person when it matters.

The way of a message, and the order in which to read the house:

1. A provider posts an inbound message. `webhooks.py` checks the signature, `channels/` turns
   the payload into an `Inbound`.
2. `actions/receive.py` records it once, in one short transaction; then the 200.
3. The worker (`worker.py`) wakes, claims the conversation and reads what is new:
   `core/understanding.py`.
4. Consent and urgency act at once; the rest waits until a burst has settled.
5. `core/decide.py` turns a situation into a decision, purely. This is the heart.
6. `actions/respond.py` carries it out under the contact's lock: queues messages, opens an
   escalation, stores the decision with its reasons.
7. `actions/deliver.py` asks the gates again (`core/limits.py`) and sends through a channel,
   between a commit that says `sending` and one that says how it ended.
8. `actions/track.py` moves a message up its ladder by the provider's reports.
9. `actions/handoff.py`: a person takes over, answers, hands back; `console/` is where they do,
   `core/tending.py` what happens to whom nobody answers.
10. What ops write (`triggers/`, `replies/`, `locales/`) is read and checked by `content/`
    into one immutable `Library`.

Each room imports only from those below it: cli; commands; what they call; app, worker; console,
webhooks, health, simulator; web; actions, channels; store, content; core; clock, config, log; errors.
`docs/glossary.md` holds the words.
"""
