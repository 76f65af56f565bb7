import time
from datetime import timedelta
from sqlalchemy import insert, event
from bot.store.tables import contacts, conversations, messages, escalations
from tests.console.desk import *
from uuid import uuid4
import sys
def fill(house, n, deep, each):
    now = house.clock.now()
    ids=[uuid4().hex for _ in range(n)]
    with house.database.transaction() as c:
        c.execute(insert(contacts), [dict(id=i,channel="whatsapp",address=f"whatsapp:+6691{k:07d}",name=f"Name {k}",zone="Asia/Bangkok",zone_source="number",country="TH",language="th",attributes={},tags=[],created_at=now) for k,i in enumerate(ids)])
        c.execute(insert(conversations), [dict(contact_id=i,held_since=now,position=1000,last_inbound_at=now) for i in ids])
        rows=[]
        for k,i in enumerate(ids):
            for p in range(each if k<deep else 2):
                o = "contact" if p%3==0 else "bot"
                rows.append(dict(id=uuid4().hex,contact_id=i,position=p+1,origin=o,status="received" if o=="contact" else "sent",text="hello there "*5,created_at=now-timedelta(minutes=1000-p),sent_at=None if o=="contact" else now-timedelta(minutes=1000-p),due_at=None if o=="contact" else now))
        for s in range(0,len(rows),2000): c.execute(insert(messages), rows[s:s+2000])
        c.execute(insert(escalations),[dict(id=uuid4().hex,contact_id=i,reason="person",priority="high",state="open",task=False,evidence="x",opened_at=now-timedelta(days=2),due_at=now,waits_since=now,rings_from=now) for i in ids])
    return ids
def test_speed(house):
    ids=fill(house,2000,300,200)
    b=house.inside("ann")
    out=[]
    def timed(label,f):
        ts=[]
        for _ in range(3):
            t=time.perf_counter(); r=f(); ts.append((time.perf_counter()-t)*1000)
        out.append(f"{label}: {min(ts):.0f} ms status {r.status_code if hasattr(r,'status_code') else ''} bytes {len(getattr(r,'data',b''))}")
        return r
    stm=[]
    eng=house.database._engine
    event.listen(eng,"before_cursor_execute",lambda c,cur,s,p,ctx,m: stm.append((time.perf_counter(),s)))
    event.listen(eng,"after_cursor_execute",lambda c,cur,s,p,ctx,m: stm.append((time.perf_counter(),"")))
    page=open_page(b)
    timed("queue poll", page.ask)
    stm.clear(); page.ask()
    for i in range(0,len(stm)-1,2): out.append(f"   {1000*(stm[i+1][0]-stm[i][0]):.1f} ms {stm[i][1][:90]!r}")
    conv=open_page(b,at(ids[0]))
    timed("conv poll", conv.ask)
    stm.clear(); conv.ask()
    for i in range(0,len(stm)-1,2): out.append(f"   {1000*(stm[i+1][0]-stm[i][0]):.1f} ms {stm[i][1][:90]!r}")
    import cProfile,pstats,io
    p=cProfile.Profile(); p.enable(); page.ask(); p.disable()
    s=io.StringIO(); pstats.Stats(p,stream=s).sort_stats("cumtime").print_stats(25); out.append(s.getvalue()[:4500])
    import pathlib; pathlib.Path(f"/tmp/speed_{'lite' if house.database.is_sqlite else 'pg'}.txt").write_text("\n".join(out))
