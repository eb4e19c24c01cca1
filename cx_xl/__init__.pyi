"""
Customer-experience KPIs for spreadsheets.

Generated from the catalogue by .ci/generate; do not edit.
"""

import datetime
from typing import Any, Literal, TypeAlias

from cx_xl.catalog import CATALOG as CATALOG
from cx_xl.edge import OMITTED as OMITTED
from cx_xl.edge import call_function as call_function
from cx_xl.errors import Code as Code
from cx_xl.errors import CxError as CxError
from cx_xl.errors import Explained as Explained
from cx_xl.grouped import Tallies as Tallies
from cx_xl.tally import Tally as Tally
from cx_xl.warehouse import histories as histories
from cx_xl.warehouse import tallies as tallies
from cx_xl.kpi.customers.fit_rows import ContractFit
from cx_xl.kpi.customers.fit_rows import OccasionFit
from cx_xl.kpi.customers.fit_rows import PurchaseFit
from cx_xl.kpi.customers.fit_rows import SpendFit
from cx_xl.kpi.differences import NpsDifference
from cx_xl.kpi.differences import ShareDifference
from cx_xl.kpi.loyalty import Split
from cx_xl.kpi.paired import PairedDifference
from cx_xl.spec import Table
from cx_xl.stats.estimate import Estimate
from cx_xl.stats.normal import Interval
from cx_xl.workbooks.opening import open_workbook as open_workbook

__version__: str
_Cells: TypeAlias = Any  # a list, rows, an array, a column of a data frame, one cell

def nps(scores: _Cells, weights: _Cells = None, min_base: int = 1) -> Estimate:
    """Net Promoter Score: % promoters (9-10) minus % detractors (0-6)."""

def nps_ifs(scores: _Cells, *criteria: _Cells, weights: _Cells = None, min_base: int = 1) -> Estimate:
    """Net Promoter Score of the answers that meet all criteria."""

def nps_from_counts(promoters: float, passives: float, detractors: float) -> Estimate:
    """Net Promoter Score when only the three counts are known."""

def nps_split(scores: _Cells, weights: _Cells = None, as_counts: bool = False) -> Split:
    """Shares of promoters, passives and detractors, and the base."""

def nps_ci(scores: _Cells, confidence: float = 0.95, method: Literal['adjusted', 'score', 'wald'] = 'adjusted', weights: _Cells = None) -> Interval:
    """Confidence interval of the Net Promoter Score: low and high."""

def cli(answers: _Cells, points: int = 6, first_is_best: bool = True, weights: _Cells = None) -> Estimate:
    """Customer Loyalty Index: mean from 0 to 100 of the loyalty questions."""

def csat(scores: _Cells, threshold: float | None = None, weights: _Cells = None, scale_min: float = 1, scale_max: float = 5, min_base: int = 1) -> Estimate:
    """Customer Satisfaction Score: share of satisfied answers (4-5 of 5)."""

def csat_ifs(scores: _Cells, threshold: float | None = None, *criteria: _Cells, weights: _Cells = None, scale_min: float = 1, scale_max: float = 5, min_base: int = 1) -> Estimate:
    """Customer Satisfaction Score of the answers that meet all criteria."""

def csat_ci(scores: _Cells, threshold: float | None = None, confidence: float = 0.95, method: Literal['wilson', 'agresti-coull', 'exact', 'jeffreys', 'wald'] = 'wilson', weights: _Cells = None, scale_min: float = 1, scale_max: float = 5) -> Interval:
    """Confidence interval of CSAT from raw answers: low and high."""

def csi(items: _Cells, item_weights: _Cells = None, scale_min: float | None = None, scale_max: float | None = None, weights: _Cells = None) -> Estimate:
    """Customer Satisfaction Index: (weighted) mean of one or more questions."""

def ces(scores: _Cells, method: Literal['top', 'mean', 'net'] = 'top', scale_max: int = 7, high_is_easy: bool = True, weights: _Cells = None, min_base: int = 1) -> Estimate:
    """Customer Effort Score: share who found it easy (5-7 of 7, 4-5 of 5)."""

def ces_ifs(scores: _Cells, method: Literal['top', 'mean', 'net'] = 'top', *criteria: _Cells, scale_max: int = 7, high_is_easy: bool = True, weights: _Cells = None, min_base: int = 1) -> Estimate:
    """Customer Effort Score of the answers that meet all criteria."""

def ces_ci(scores: _Cells, method: Literal['top', 'mean', 'net'] = 'top', scale_max: int = 7, high_is_easy: bool = True, confidence: float = 0.95, weights: _Cells = None) -> Interval:
    """Confidence interval of CES from raw answers: low and high."""

def cxi(needs: _Cells, ease: _Cells, enjoyment: _Cells, weights: _Cells = None) -> Estimate:
    """Customer Experience Index: mean net score of needs, ease and enjoyment."""

def servqual(perceptions: _Cells, expectations: _Cells, dimensions: _Cells = None, dimension_weights: _Cells = None) -> Table:
    """SERVQUAL: gap between service perceived and expected, by dimension."""

def pillars(pillars: _Cells, outcome: _Cells, scale_min: float = 1, scale_max: float = 10, method: Literal['relative', 'shapley', 'correlation'] = 'relative') -> Table:
    """Six pillars of customer experience: means, weights from your data, index."""

def esi(answers: _Cells, scale_max: int = 10) -> Estimate:
    """Employee Satisfaction Index: mean from 0 to 100 of three questions."""

def nps_ci_counts(promoters: float, passives: float, detractors: float, confidence: float = 0.95, method: Literal['adjusted', 'score', 'wald'] = 'adjusted') -> Interval:
    """Confidence interval of the Net Promoter Score from the three counts."""

def mean_ci(values: _Cells, confidence: float = 0.95, weights: _Cells = None) -> Interval:
    """Confidence interval of a mean, also a weighted one: low and high."""

def effective_n(weights: _Cells) -> float:
    """Kish's effective base: what the answers are worth once weighted."""

def nps_sample_size(margin: float, confidence: float = 0.95, promoters: float = 0.5, detractors: float = 0.5, population: float | None = None) -> int:
    """Answers needed for a Net Promoter Score within a margin of error."""

def rate_sample_size(margin: float, confidence: float = 0.95, expected: float = 0.5, population: float | None = None) -> int:
    """Answers needed for a share (CSAT, FCR) within a margin of error."""

def nps_test(scores_1: _Cells, scores_2: _Cells, method: Literal['adjusted', 'wald'] = 'adjusted', tails: int = 2, weights_1: _Cells = None, weights_2: _Cells = None) -> float:
    """Compares two Net Promoter Scores: p-value (below 0.05 they usually differ)."""

def csat_test(scores_1: _Cells, scores_2: _Cells, threshold: float | None = None, method: Literal['n-1', 'pooled', 'fisher'] = 'n-1', tails: int = 2, weights_1: _Cells = None, weights_2: _Cells = None, scale_min: float = 1, scale_max: float = 5) -> float:
    """Compares two Customer Satisfaction Scores: p-value of the difference."""

def rate_test(successes_1: float, n_1: float, successes_2: float, n_2: float, method: Literal['n-1', 'pooled', 'fisher'] = 'n-1', tails: int = 2) -> float:
    """Compares two shares (CSAT, FCR, churn): p-value of the difference."""

def nps_diff(scores_1: _Cells, scores_2: _Cells, confidence: float = 0.95, method: Literal['adjusted', 'wald'] = 'adjusted', tails: int = 2, weights_1: _Cells = None, weights_2: _Cells = None) -> NpsDifference:
    """Difference of two Net Promoter Scores: points, low, high and p-value."""

def rate_diff(successes_1: float, n_1: float, successes_2: float, n_2: float, confidence: float = 0.95, tails: int = 2) -> ShareDifference:
    """Difference of two shares (CSAT, churn, FCR): value, low, high and p-value."""

def nps_target_test(scores: _Cells, target: float, method: Literal['adjusted', 'score', 'wald'] = 'adjusted', tails: int = 2, weights: _Cells = None) -> float:
    """Compares a Net Promoter Score with a target: p-value of the distance."""

def nps_diff_paired(scores_1: _Cells, scores_2: _Cells, confidence: float = 0.95, tails: int = 2) -> PairedDifference:
    """Difference of two Net Promoter Scores of the same customers, with interval."""

def rate_diff_paired(both: int, only_1: int, only_2: int, neither: int, confidence: float = 0.95, tails: int = 2) -> PairedDifference:
    """Difference of two shares of the same customers, from the four counts."""

def nps_by(scores: _Cells, segments: _Cells, weights: _Cells = None, confidence: float = 0.95, min_base: int = 30) -> Table:
    """Net Promoter Score by segment, with base, interval and comparison."""

def csat_by(scores: _Cells, segments: _Cells, threshold: float | None = None, weights: _Cells = None, confidence: float = 0.95, min_base: int = 30, *, scale_min: float = 1, scale_max: float = 5) -> Table:
    """Customer Satisfaction Score by segment, with base, interval and comparison."""

def nps_trend(scores: _Cells, dates: _Cells, period: Literal['D', 'W', 'M', 'Q', 'Y'] = 'M', window: int = 1, weights: _Cells = None, confidence: float = 0.95, min_base: int = 30) -> Table:
    """Net Promoter Score by period or rolling, with base, interval and change."""

def csat_trend(scores: _Cells, dates: _Cells, period: Literal['D', 'W', 'M', 'Q', 'Y'] = 'M', window: int = 1, threshold: float | None = None, weights: _Cells = None, confidence: float = 0.95, min_base: int = 30, *, scale_min: float = 1, scale_max: float = 5) -> Table:
    """Customer Satisfaction Score by period or rolling, with base and change."""

def by(metric: Literal['nps', 'csat', 'ces', 'mean', 'median', 'rate'], values: _Cells, segments: _Cells, option: float | None = None, weights: _Cells = None, confidence: float = 0.95, min_base: int = 30, *, scale_min: float | None = None, scale_max: float | None = None, high_is_easy: bool = True) -> Table:
    """Any KPI by segment: nps, csat, ces, mean, median or rate."""

def nps_from_scores(scores: _Cells, counts: _Cells, min_base: int = 1) -> Estimate:
    """Net Promoter Score where each answer stands once, beside how many gave it."""

def nps_ci_from_scores(scores: _Cells, counts: _Cells, confidence: float = 0.95, method: Literal['adjusted', 'score', 'wald'] = 'adjusted') -> Interval:
    """Confidence interval of the Net Promoter Score of counted answers."""

def nps_split_from_scores(scores: _Cells, counts: _Cells, as_counts: bool = False) -> Split:
    """Shares of promoters, passives and detractors among counted answers."""

def csat_from_scores(scores: _Cells, counts: _Cells, threshold: float | None = None, scale_min: float = 1, scale_max: float = 5, min_base: int = 1) -> Estimate:
    """Customer Satisfaction Score of counted answers: share of satisfied ones."""

def csat_ci_from_scores(scores: _Cells, counts: _Cells, threshold: float | None = None, confidence: float = 0.95, method: Literal['wilson', 'agresti-coull', 'exact', 'jeffreys', 'wald'] = 'wilson', scale_min: float = 1, scale_max: float = 5) -> Interval:
    """Confidence interval of CSAT of counted answers: low and high."""

def ces_from_scores(scores: _Cells, counts: _Cells, method: Literal['top', 'mean', 'net'] = 'top', scale_max: int = 7, high_is_easy: bool = True, min_base: int = 1) -> Estimate:
    """Customer Effort Score of counted answers: share who found it easy."""

def ces_ci_from_scores(scores: _Cells, counts: _Cells, method: Literal['top', 'mean', 'net'] = 'top', scale_max: int = 7, high_is_easy: bool = True, confidence: float = 0.95) -> Interval:
    """Confidence interval of CES of counted answers: low and high."""

def mean_ci_from_scores(values: _Cells, counts: _Cells, confidence: float = 0.95) -> Interval:
    """Confidence interval of the mean of counted answers: low and high."""

def by_from_scores(metric: Literal['nps', 'csat', 'ces', 'mean', 'median', 'rate'], values: _Cells, counts: _Cells, segments: _Cells, option: float | None = None, confidence: float = 0.95, min_base: int = 30, *, scale_min: float | None = None, scale_max: float | None = None, high_is_easy: bool = True) -> Table:
    """Any KPI by segment from counted answers: nps, csat, ces, mean, median, rate."""

def nps_trend_from_scores(scores: _Cells, counts: _Cells, dates: _Cells, period: Literal['D', 'W', 'M', 'Q', 'Y'] = 'M', window: int = 1, confidence: float = 0.95, min_base: int = 30) -> Table:
    """Net Promoter Score by period from counted answers, with base and change."""

def csat_trend_from_scores(scores: _Cells, counts: _Cells, dates: _Cells, period: Literal['D', 'W', 'M', 'Q', 'Y'] = 'M', window: int = 1, threshold: float | None = None, confidence: float = 0.95, min_base: int = 30, *, scale_min: float = 1, scale_max: float = 5) -> Table:
    """Customer Satisfaction Score by period from counted answers, with change."""

def nps_class(scores: _Cells, as_code: bool = False) -> list[int | str]:
    """The class of each answer: promoter, passive or detractor."""

def rfm_score(customer_ids: _Cells, dates: _Cells, amounts: _Cells, as_of: datetime.date | None = None, bins: int = 5) -> Table:
    """RFM segmentation: recency, frequency, monetary and score of each customer."""

def weights(segments: _Cells, target_segments: _Cells, target_shares: _Cells, cap: float | None = None) -> list[float | str]:
    """Weights that give each segment its true share (mean 1)."""

def rake(factors: _Cells, targets: _Cells, max_iter: int = 100, tolerance: float = 1e-08, cap: float | None = None) -> list[float | str]:
    """Weights that meet the shares of several factors at once (raking, mean 1)."""

def churn_rate(start: float, lost: float) -> Estimate:
    """Churn rate: customers lost out of those at the start."""

def attrition(start: float, new: float, end: float, as_count: bool = False) -> float:
    """Attrition from three counts: (start + new - end) / start."""

def retention_rate(start: float, end: float, new: float) -> Estimate:
    """Retention rate: customers kept out of those at the start."""

def repeat_rate(customer_ids: _Cells, dates: _Cells = None, first: datetime.date | None = None, last: datetime.date | None = None, amounts: _Cells = None, *, has_header: bool | None = None) -> Estimate:
    """Repeat purchase rate: share of customers with two purchases or more."""

def revenue_retention(start: float, expansion: float, contraction: float, churned: float, gross: bool = False) -> float:
    """Net (or gross) revenue retention: recurring revenue kept out of the start."""

def rate_convert(rate: float, period: Literal['D', 'W', 'M', 'Q', 'Y'] = 'M', into: Literal['D', 'W', 'M', 'Q', 'Y'] = 'Y', kind: Literal['churn', 'retention', 'growth'] = 'churn') -> float:
    """Converts a rate from monthly to yearly and back: it compounds."""

def survival(start: _Cells, end: _Cells, as_of: datetime.date, unit: Literal['D', 'W', 'M', 'Y'] = 'M', confidence: float = 0.95) -> Table:
    """Survival curve (Kaplan-Meier): share of customers still there over time."""

def cohort(customer_ids: _Cells, dates: _Cells, period: Literal['D', 'W', 'M', 'Q', 'Y'] = 'M', measure: Literal['retention', 'customers', 'revenue'] = 'retention', amounts: _Cells = None) -> Table:
    """Cohort matrix: customers, share retained or revenue by period."""

def rfm(customer_ids: _Cells, dates: _Cells, amounts: _Cells = None, as_of: datetime.date | None = None, unit: Literal['D', 'W', 'M', 'Y'] = 'W', grain: Literal['D', 'W', 'M'] = 'D') -> Table:
    """Purchase history of each customer: frequency, recency, age and spend."""

def clv(order_value: float, orders_per_period: float, periods: float, margin: float = 1) -> float:
    """Simple Customer Lifetime Value: order value x orders per period x periods."""

def clv_retention(margin: float, retention: float, discount: float, periods: int | None = None, timing: Literal['retained', 'now', 'end'] = 'retained', acquisition_cost: float = 0) -> float:
    """Customer Lifetime Value with a retention and a discount rate."""

def sbg_fit(survivors: _Cells, customers: float | None = None) -> ContractFit:
    """Fits the churn of contract customers, which slows down (sBG model)."""

def sbg_survival(params: _Cells, periods: _Cells, kind: Literal['survival', 'retention'] = 'survival') -> list[float | str]:
    """Share of contract customers still there, period by period (sBG model)."""

def sbg_clv(params: _Cells, margin: float, discount: float, renewals: int = 0) -> float:
    """Customer Lifetime Value of a contract customer, new or about to renew."""

def bgnbd_fit(frequency: _Cells, recency: _Cells, age: _Cells, customers: _Cells = None, model: Literal['bgnbd', 'mbgnbd', 'pnbd', 'nbd'] = 'bgnbd') -> PurchaseFit:
    """Fits how customers without a contract buy again (BG/NBD, Pareto/NBD, NBD)."""

def bgnbd_alive(params: _Cells, frequency: _Cells, recency: _Cells, age: _Cells, model: Literal['auto', 'bgnbd', 'mbgnbd', 'pnbd', 'nbd'] = 'auto') -> list[float | str]:
    """Probability that each customer is still active."""

def bgnbd_expected(params: _Cells, horizon: float, frequency: _Cells = None, recency: _Cells = None, age: _Cells = None, model: Literal['auto', 'bgnbd', 'mbgnbd', 'pnbd', 'nbd'] = 'auto') -> list[float | str]:
    """Expected purchases of each customer in the time ahead."""

def bgnbd_interval(params: _Cells, horizon: float, frequency: _Cells, recency: _Cells, age: _Cells, confidence: float = 0.95, each: bool = False, seed: int = 0) -> Table:
    """Expected purchases in the time ahead, with limits that hold if the model is right."""

def gg_fit(frequency: _Cells, monetary: _Cells, customers: _Cells = None) -> SpendFit:
    """Fits how much customers spend per purchase (Gamma-Gamma)."""

def gg_spend(params: _Cells, frequency: _Cells, monetary: _Cells) -> list[float | str]:
    """Expected average spend per purchase of each customer."""

def clv_bgnbd(params: _Cells, spend_params: _Cells, frequency: _Cells, recency: _Cells, age: _Cells, monetary: _Cells, horizon: float, discount: float = 0, margin: float = 1, period: float = 1, model: Literal['auto', 'bgnbd', 'mbgnbd', 'pnbd', 'nbd'] = 'auto') -> list[float | str]:
    """Residual Customer Lifetime Value of each customer without a contract."""

def clv_interval(params: _Cells, spend_params: _Cells, frequency: _Cells, recency: _Cells, age: _Cells, monetary: _Cells, horizon: float, discount: float = 0, margin: float = 1, period: float = 1, confidence: float = 0.95, each: bool = False, seed: int = 0) -> Table:
    """Residual Customer Lifetime Value, with limits that hold if the model is right."""

def bgbb_fit(frequency: _Cells, recency: _Cells, occasions: _Cells, customers: _Cells = None) -> OccasionFit:
    """Fits who buys again at set occasions: donations, events, issues (BG/BB)."""

def bgbb_alive(params: _Cells, frequency: _Cells, recency: _Cells, occasions: _Cells) -> list[float | str]:
    """Probability that each customer is still active at the next occasion."""

def bgbb_expected(params: _Cells, horizon: int, frequency: _Cells = None, recency: _Cells = None, occasions: _Cells = None) -> list[float | str]:
    """Expected purchases of each customer at the next occasions."""

def clv_check(customer_ids: _Cells, dates: _Cells, split: datetime.date, amounts: _Cells = None, as_of: datetime.date | None = None, unit: Literal['D', 'W', 'M', 'Y'] = 'W', model: Literal['bgnbd', 'mbgnbd', 'pnbd', 'nbd'] = 'bgnbd', grain: Literal['D', 'W', 'M'] = 'D', confidence: float = 0.95, seed: int = 0) -> Table:
    """Puts the model to the test: predicts purchases already made, and compares."""

def cac(sales_cost: float, marketing_cost: float, new_customers: float) -> float:
    """Customer Acquisition Cost: sales and marketing cost per new customer."""

def cpl(cost: float, leads: float) -> float:
    """Cost per lead: cost of the campaign over the leads it brought."""

def roi(gain: float, cost: float) -> float:
    """Return on investment: (gain - cost) / cost."""

def cac_payback(cac: float, revenue_per_period: float, margin: float = 1) -> float:
    """Periods after which a customer has paid back the cost of acquisition."""

def rate(part: float, whole: float) -> Estimate:
    """Simple rate: a part of a whole (response, referral, abandonment)."""

def rate_ci(successes: float, n: float, confidence: float = 0.95, method: Literal['wilson', 'agresti-coull', 'exact', 'jeffreys', 'wald'] = 'wilson') -> Interval:
    """Confidence interval of any share (CSAT, FCR, churn): low and high."""

def fcr(contacts_per_case: _Cells, resolved: _Cells = None) -> Estimate:
    """First Contact Resolution: share of solved cases that took one contact."""

def service_level(wait: _Cells, target: float = 20, abandoned: _Cells = None, base: Literal['offered', 'answered'] = 'offered', short: float = 0) -> Estimate:
    """Service level: share of calls answered within the target."""

def response_time(created: _Cells, first_reply: _Cells, stat: Literal['median', 'mean', 'p90', 'max', 'share', 'unanswered'] = 'median', unit: Literal['s', 'min', 'h', 'd'] = 'min', is_auto: _Cells = None, target: float | None = None) -> Estimate:
    """First response time: median, mean, 90th percentile or share on target."""

def volume_by_channel(channels: _Cells, volumes: _Cells = None, *, has_header: bool | None = None) -> Table:
    """Contacts by channel: how many, and their share of all."""

def bot_containment(conversations: float, handed_over: float, resolved: float | None = None) -> Estimate:
    """Share of conversations that the bot closed alone."""

def self_service(help_users: float, ticket_users: float, as_share: bool = False) -> float:
    """Self-service score: help-centre visitors per customer with a ticket."""

def engagement_rate(interactions: float, base: float) -> float:
    """Engagement rate: interactions per follower, reach or session."""

def bounce_rate(sessions: float, engaged_sessions: float) -> Estimate:
    """Bounce rate as in Google Analytics 4: sessions without engagement."""

def audience_growth(start: float, end: float, periods: float = 1) -> float:
    """Audience growth: the change, or the mean growth per period."""

def drivers(outcome: _Cells, drivers: _Cells, method: Literal['relative', 'shapley', 'correlation'] = 'relative', weights: _Cells = None) -> Table:
    """Key drivers: how much each aspect weighs in the overall result."""

def ipa(names: _Cells, importance: _Cells, performance: _Cells, cut: Literal['mean', 'median'] = 'mean', *, importance_limits: _Cells = None, performance_limits: _Cells = None) -> Table:
    """Importance-performance analysis: the quadrant of each aspect."""

def kpi_link(kpi: _Cells, outcome: _Cells, max_lag: int = 4, difference: bool = False, *, season: int = 0) -> Table:
    """Link from a KPI to a later result: correlation and slope by lag."""

def rocxi(benefit: float, cost: float, months: float = 12, discount: float = 0) -> float:
    """Return on customer-experience investment: (benefit - cost) / cost."""

def points(labels: _Cells, mapping: _Cells = None, points: int | None = None) -> list[float | str]:
    """The points of answers in words: "Very satisfied" is 5, "4 stars" is 4."""

def datacheck(scores: _Cells, scale_min: float = 0, scale_max: float = 10) -> Table:
    """What is unusable in a column of answers, before you trust a KPI."""

def kpi_status(value: float, target: float, floor: float | None = None, amber: float = 0.8, green: float = 1, higher_is_better: bool = True) -> int:
    """Traffic light of a KPI: 1 green, 0 amber, -1 red; safe below zero."""

def benchmark(value: float, benchmarks: _Cells, higher_is_better: bool = True) -> Table:
    """Rank among benchmarks, and the gaps to their mean, median and best."""

def control(values: _Cells, n: _Cells = None, labels: _Cells = None, run: int = 0) -> Table:
    """Control chart (XmR or p): limits of a KPI over time, and its signals."""
