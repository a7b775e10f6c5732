"""The Lead Intent Scoring Service as its documents describe it, on its own stack.

Flask, pandas and SQLAlchemy over SQLite (WAL, synchronous=FULL), with its documented fallback in place of Gemini.
Written for comparison; run with
    gunicorn -w 1 -b 127.0.0.1:5000 --timeout 3600 scoring_flask:app
"""
import io
import os

import pandas
from flask import Flask, Response, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{os.path.abspath(os.environ.get('PEER_DB', 'peer.db'))}"
db = SQLAlchemy(app)

FIELDS = ["name", "role", "company", "industry", "location", "linkedin_bio"]
DECISION = ["ceo", "founder", "owner", "cto", "cfo", "coo", "chief"]
SENIOR = ["vp", "vice president", "head", "director"]
INFLUENCER = ["manager", "lead", "senior", "principal", "architect"]
TARGET = ["saas", "software", "technology", "tech"]
ADJACENT = ["consulting", "services", "fintech", "healthcare tech", "edtech"]
NEUTRAL = ["finance", "healthcare", "education", "manufacturing"]


class Offer(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    value_props = db.Column(db.Text)
    ideal_use_cases = db.Column(db.Text)


class Lead(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    role = db.Column(db.String)
    company = db.Column(db.String)
    industry = db.Column(db.String)
    location = db.Column(db.String)
    linkedin_bio = db.Column(db.Text)


class Result(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    lead_id = db.Column(db.Integer, db.ForeignKey("lead.id"), index=True)
    score = db.Column(db.Integer)
    intent = db.Column(db.String)
    reasoning = db.Column(db.Text)


with app.app_context():
    @event.listens_for(db.engine, "connect")
    def durable(connection, _record):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    db.create_all()


def points(lead):
    role, industry = (lead.role or "").lower(), (lead.industry or "").lower()
    is_decision = any(word in role.split() for word in DECISION)
    is_senior = any(word in role for word in SENIOR)
    is_influencer = any(word in role for word in INFLUENCER)
    is_target = industry in TARGET
    is_adjacent = industry in ADJACENT
    rule = 20 if is_decision else 15 if is_senior else 10 if is_influencer else 0
    rule += 20 if is_target else 12 if is_adjacent else 5 if industry in NEUTRAL else 0
    rule += 2 * sum(bool(getattr(lead, field)) for field in ["name", "role", "company", "industry", "linkedin_bio"])
    if is_decision and is_target:
        return rule, "High", 45
    if is_decision or (is_senior and is_target):
        return rule, "Medium", 25
    if is_influencer or is_adjacent:
        return rule, "Medium", 15
    return rule, "Low", 5


@app.get("/health")
def health():
    return jsonify(status="ok")


@app.post("/offer")
def offer():
    body = request.get_json()
    missing = [field for field in ("name", "value_props", "ideal_use_cases") if not body.get(field)]
    if missing:
        return jsonify(error=f"Missing required fields: {', '.join(missing)}"), 400
    row = Offer(**{field: body[field] for field in ("name", "value_props", "ideal_use_cases")})
    db.session.add(row)
    db.session.commit()
    return jsonify(id=row.id), 201


@app.post("/leads/upload")
def upload():
    frame = pandas.read_csv(request.files["file"], dtype=str, keep_default_na=False)
    missing = [field for field in FIELDS if field not in frame.columns]
    if missing:
        return jsonify(error=f"Missing columns: {', '.join(missing)}"), 400
    rows = frame[FIELDS].apply(lambda column: column.str.strip()).to_dict("records")
    db.session.bulk_insert_mappings(Lead, rows)
    db.session.commit()
    return jsonify(inserted=len(rows)), 201


@app.post("/score")
def score():
    if Offer.query.order_by(Offer.id.desc()).first() is None:
        return jsonify(error="No offer"), 400
    leads = Lead.query.all()
    for lead in leads:
        rule, label, extra = points(lead)
        total = rule + extra
        intent = "High" if total >= 80 else "Medium" if total >= 50 else "Low"
        result = Result.query.filter_by(lead_id=lead.id).first() or Result(lead_id=lead.id)
        result.score, result.intent = total, intent
        result.reasoning = f"{label} intent: {lead.role} at {lead.company} ({lead.industry})."
        db.session.add(result)
    db.session.commit()
    return jsonify(processed=len(leads))


@app.get("/results")
def results():
    rows = db.session.query(Result, Lead).join(Lead, Lead.id == Result.lead_id).all()
    return jsonify([dict(lead_id=lead.id, name=lead.name, company=lead.company, role=lead.role,
                         industry=lead.industry, score=result.score, intent=result.intent,
                         reasoning=result.reasoning) for result, lead in rows])


@app.get("/results/export")
def export():
    rows = db.session.query(Result, Lead).join(Lead, Lead.id == Result.lead_id).all()
    frame = pandas.DataFrame([(lead.id, lead.name, lead.company, lead.role, lead.industry, result.score,
                               result.intent, result.reasoning) for result, lead in rows],
                             columns=["lead_id", "name", "company", "role", "industry", "score", "intent", "reasoning"])
    out = io.StringIO()
    frame.to_csv(out, index=False)
    return Response(out.getvalue(), mimetype="text/csv")
