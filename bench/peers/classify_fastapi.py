"""The classify endpoint of the Raptorflow Lead Engine as its documents describe it, on its own stack.

FastAPI, SQLAlchemy 2 and SQLite (WAL, synchronous=FULL: the durability Harrier has), with the published rubric and a
keyword judge in place of the local model. Written for comparison; run with
    uvicorn classify_fastapi:app --port 8000 --log-level warning --no-access-log
"""
import os
import re
from contextlib import asynccontextmanager
from datetime import datetime, timezone

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import JSON, DateTime, Float, ForeignKey, Integer, String, Text, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine(f"sqlite:///{os.environ.get('PEER_DB', 'peer.db')}", connect_args={"timeout": 30})


@event.listens_for(engine, "connect")
def durable(connection, _record):
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "companies"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String, index=True)
    website: Mapped[str | None] = mapped_column(String, index=True)
    size_bucket: Mapped[str | None] = mapped_column(String)
    country: Mapped[str | None] = mapped_column(String)
    sector: Mapped[str | None] = mapped_column(String)


class Signal(Base):
    __tablename__ = "signals"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    source_type: Mapped[str] = mapped_column(String)
    raw_text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime)


class Lead(Base):
    __tablename__ = "leads"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    signal_id: Mapped[int] = mapped_column(ForeignKey("signals.id"))
    score_icp_fit: Mapped[float] = mapped_column(Float)
    score_marketing_pain: Mapped[float] = mapped_column(Float)
    score_data_quality: Mapped[float] = mapped_column(Float)
    total_score: Mapped[float] = mapped_column(Float, index=True)
    score_bucket: Mapped[str] = mapped_column(String)
    role_type: Mapped[str] = mapped_column(String)
    pain_tags: Mapped[list] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String, default="new")
    created_at: Mapped[datetime] = mapped_column(DateTime)


class SignalIn(BaseModel):
    signal_text: str
    source_type: str = "manual"
    company_name: str = ""
    company_website: str | None = None


INDUSTRIES = ["d2c", "ecommerce", "saas", "consulting", "freelance", "agency"]
PLACES = ["india", "mumbai", "delhi", "bengaluru", "bangalore", "pune", "chennai", "hyderabad"]
PAIN = {"no marketing team": "no_team", "need help scaling": "scaling", "lead generation": "lead_gen"}
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
PHONE = re.compile(r"\+?\d[\d ()-]{8,}\d")
SIZE = re.compile(r"(\d+)[- ]person|team of (\d+)")


def classify(signal: SignalIn) -> dict:
    text = signal.signal_text.lower()
    size = SIZE.search(text)
    people = int(size.group(1) or size.group(2)) if size else 1 if "solo founder" in text else None
    industry = next((word for word in INDUSTRIES if word in text), None)
    in_india = any(place in text for place in PLACES) or (signal.company_website or "").endswith(".in")
    fit = (20 if people and people <= 20 else 4) + (10 if in_india else 2) + (20 if industry else 4)
    tags = [tag for phrase, tag in PAIN.items() if phrase in text]
    hires = "marketing manager" in text or "growth" in text
    pain = min(40, (30 if hires else 0) + min(10, 5 * len(tags)))
    email, phone = EMAIL.search(text), PHONE.search(text)
    quality = 10 if email and phone and signal.company_website else 6 if email and (phone or signal.company_website) else 2.5
    total = min(50, fit) + pain + quality
    bucket = "red_hot" if total >= 80 else "warm" if total >= 60 else "nurture" if total >= 40 else "parked"
    return {"fit": min(50, fit), "pain": pain, "quality": quality, "total": total, "bucket": bucket, "tags": tags,
            "industry": industry, "size": str(people) if people else None, "country": "India" if in_india else None,
            "role": "first_marketer" if "no marketing team" in text else "unclear"}


@asynccontextmanager
async def lifespan(_app):
    Base.metadata.create_all(engine)
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/api/classify/signal")
def classify_signal(signal: SignalIn):
    found = classify(signal)
    now = datetime.now(timezone.utc)
    with Session(engine) as session:
        query = select(Company).where(Company.name == signal.company_name)
        if signal.company_website:
            query = select(Company).where(Company.website == signal.company_website)
        company = session.scalars(query.limit(1)).first()
        if company is None:
            company = Company(name=signal.company_name, website=signal.company_website, size_bucket=found["size"],
                              country=found["country"], sector=found["industry"])
            session.add(company)
            session.flush()
        row = Signal(company_id=company.id, source_type=signal.source_type, raw_text=signal.signal_text, created_at=now)
        session.add(row)
        session.flush()
        lead = Lead(company_id=company.id, signal_id=row.id, score_icp_fit=found["fit"],
                    score_marketing_pain=found["pain"], score_data_quality=found["quality"],
                    total_score=found["total"], score_bucket=found["bucket"], role_type=found["role"],
                    pain_tags=found["tags"], created_at=now)
        session.add(lead)
        session.commit()
        return {"icp_match": found["fit"] >= 25, "total_score": found["total"], "score_bucket": found["bucket"],
                "company_id": company.id, "lead_id": lead.id,
                "classification": {"score_fit": found["fit"], "score_pain": found["pain"],
                                   "score_data_quality": found["quality"], "role_type": found["role"],
                                   "pain_tags": found["tags"]}}


@app.get("/health")
def health():
    return {"status": "ok"}
