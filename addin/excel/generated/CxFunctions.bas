Attribute VB_Name = "CxFunctions"
' Generated from the catalogue by cx_xl.hosts.excel.wrappers; do not edit.
Option Explicit

Public Function CX_NPS(scores, Optional weights, Optional min_base)
    CX_NPS = CxAnswer("CX_NPS", Array(scores, weights, min_base), "nnn")
End Function

Public Function CX_NPS_IFS(scores, ParamArray criteria())
    Dim pairs As Variant
    pairs = criteria
    CX_NPS_IFS = CxAnswer("CX_NPS_IFS", CxJoined(Array(scores), pairs), "nd")
End Function

Public Function CX_NPS_FROM_COUNTS(promoters, passives, detractors)
    CX_NPS_FROM_COUNTS = CxAnswer("CX_NPS_FROM_COUNTS", Array(promoters, passives, detractors), "nnn")
End Function

Public Function CX_NPS_SPLIT(scores, Optional weights, Optional as_counts)
    CX_NPS_SPLIT = CxAnswer("CX_NPS_SPLIT", Array(scores, weights, as_counts), "nnd")
End Function

Public Function CX_NPS_CI(scores, Optional confidence, Optional method, Optional weights)
    CX_NPS_CI = CxAnswer("CX_NPS_CI", Array(scores, confidence, method, weights), "nndn")
End Function

Public Function CX_CLI(answers, Optional points, Optional first_is_best, Optional weights)
    CX_CLI = CxAnswer("CX_CLI", Array(answers, points, first_is_best, weights), "nndn")
End Function

Public Function CX_CSAT(scores, Optional threshold, Optional weights, Optional scale_min, Optional scale_max, Optional min_base)
    CX_CSAT = CxAnswer("CX_CSAT", Array(scores, threshold, weights, scale_min, scale_max, min_base), "nnnnnn")
End Function

Public Function CX_CSAT_IFS(scores, threshold, ParamArray criteria())
    Dim pairs As Variant
    pairs = criteria
    CX_CSAT_IFS = CxAnswer("CX_CSAT_IFS", CxJoined(Array(scores, threshold), pairs), "nnd")
End Function

Public Function CX_CSAT_CI(scores, Optional threshold, Optional confidence, Optional method, Optional weights, Optional scale_min, Optional scale_max)
    CX_CSAT_CI = CxAnswer("CX_CSAT_CI", Array(scores, threshold, confidence, method, weights, scale_min, scale_max), "nnndnnn")
End Function

Public Function CX_CSI(items, Optional item_weights, Optional scale_min, Optional scale_max, Optional weights)
    CX_CSI = CxAnswer("CX_CSI", Array(items, item_weights, scale_min, scale_max, weights), "nnnnn")
End Function

Public Function CX_CES(scores, Optional method, Optional scale_max, Optional high_is_easy, Optional weights, Optional min_base)
    CX_CES = CxAnswer("CX_CES", Array(scores, method, scale_max, high_is_easy, weights, min_base), "ndndnn")
End Function

Public Function CX_CES_IFS(scores, method, ParamArray criteria())
    Dim pairs As Variant
    pairs = criteria
    CX_CES_IFS = CxAnswer("CX_CES_IFS", CxJoined(Array(scores, method), pairs), "ndd")
End Function

Public Function CX_CES_CI(scores, Optional method, Optional scale_max, Optional high_is_easy, Optional confidence, Optional weights)
    CX_CES_CI = CxAnswer("CX_CES_CI", Array(scores, method, scale_max, high_is_easy, confidence, weights), "ndndnn")
End Function

Public Function CX_CXI(needs, ease, enjoyment, Optional weights)
    CX_CXI = CxAnswer("CX_CXI", Array(needs, ease, enjoyment, weights), "nnnn")
End Function

Public Function CX_SERVQUAL(perceptions, expectations, Optional dimensions, Optional dimension_weights, Optional headers)
    CX_SERVQUAL = CxAnswer("CX_SERVQUAL", Array(perceptions, expectations, dimensions, dimension_weights, headers), "nndnd")
End Function

Public Function CX_PILLARS(pillars, outcome, Optional scale_min, Optional scale_max, Optional method, Optional headers)
    CX_PILLARS = CxPatientAnswer("CX_PILLARS", Array(pillars, outcome, scale_min, scale_max, method, headers), "nnnndd")
End Function

Public Function CX_ESI(answers, Optional scale_max)
    CX_ESI = CxAnswer("CX_ESI", Array(answers, scale_max), "nn")
End Function

Public Function CX_NPS_CI_COUNTS(promoters, passives, detractors, Optional confidence, Optional method)
    CX_NPS_CI_COUNTS = CxAnswer("CX_NPS_CI_COUNTS", Array(promoters, passives, detractors, confidence, method), "nnnnd")
End Function

Public Function CX_MEAN_CI(values, Optional confidence, Optional weights)
    CX_MEAN_CI = CxAnswer("CX_MEAN_CI", Array(values, confidence, weights), "nnn")
End Function

Public Function CX_EFFECTIVE_N(weights)
    CX_EFFECTIVE_N = CxAnswer("CX_EFFECTIVE_N", Array(weights), "n")
End Function

Public Function CX_NPS_SAMPLE_SIZE(margin, Optional confidence, Optional promoters, Optional detractors, Optional population)
    CX_NPS_SAMPLE_SIZE = CxAnswer("CX_NPS_SAMPLE_SIZE", Array(margin, confidence, promoters, detractors, population), "nnnnn")
End Function

Public Function CX_RATE_SAMPLE_SIZE(margin, Optional confidence, Optional expected, Optional population)
    CX_RATE_SAMPLE_SIZE = CxAnswer("CX_RATE_SAMPLE_SIZE", Array(margin, confidence, expected, population), "nnnn")
End Function

Public Function CX_NPS_TEST(scores_1, scores_2, Optional method, Optional tails, Optional weights_1, Optional weights_2)
    CX_NPS_TEST = CxAnswer("CX_NPS_TEST", Array(scores_1, scores_2, method, tails, weights_1, weights_2), "nndnnn")
End Function

Public Function CX_CSAT_TEST(scores_1, scores_2, Optional threshold, Optional method, Optional tails, Optional weights_1, Optional weights_2, Optional scale_min, Optional scale_max)
    CX_CSAT_TEST = CxAnswer("CX_CSAT_TEST", Array(scores_1, scores_2, threshold, method, tails, weights_1, weights_2, scale_min, scale_max), "nnndnnnnn")
End Function

Public Function CX_RATE_TEST(successes_1, n_1, successes_2, n_2, Optional method, Optional tails)
    CX_RATE_TEST = CxAnswer("CX_RATE_TEST", Array(successes_1, n_1, successes_2, n_2, method, tails), "nnnndn")
End Function

Public Function CX_NPS_DIFF(scores_1, scores_2, Optional confidence, Optional method, Optional tails, Optional weights_1, Optional weights_2)
    CX_NPS_DIFF = CxAnswer("CX_NPS_DIFF", Array(scores_1, scores_2, confidence, method, tails, weights_1, weights_2), "nnndnnn")
End Function

Public Function CX_RATE_DIFF(successes_1, n_1, successes_2, n_2, Optional confidence, Optional tails)
    CX_RATE_DIFF = CxAnswer("CX_RATE_DIFF", Array(successes_1, n_1, successes_2, n_2, confidence, tails), "nnnnnn")
End Function

Public Function CX_NPS_TARGET_TEST(scores, target, Optional method, Optional tails, Optional weights)
    CX_NPS_TARGET_TEST = CxAnswer("CX_NPS_TARGET_TEST", Array(scores, target, method, tails, weights), "nndnn")
End Function

Public Function CX_NPS_DIFF_PAIRED(scores_1, scores_2, Optional confidence, Optional tails)
    CX_NPS_DIFF_PAIRED = CxAnswer("CX_NPS_DIFF_PAIRED", Array(scores_1, scores_2, confidence, tails), "nnnn")
End Function

Public Function CX_RATE_DIFF_PAIRED(both, only_1, only_2, neither, Optional confidence, Optional tails)
    CX_RATE_DIFF_PAIRED = CxAnswer("CX_RATE_DIFF_PAIRED", Array(both, only_1, only_2, neither, confidence, tails), "nnnnnn")
End Function

Public Function CX_NPS_BY(scores, segments, Optional weights, Optional confidence, Optional min_base, Optional headers)
    CX_NPS_BY = CxAnswer("CX_NPS_BY", Array(scores, segments, weights, confidence, min_base, headers), "ndnnnd")
End Function

Public Function CX_CSAT_BY(scores, segments, Optional threshold, Optional weights, Optional confidence, Optional min_base, Optional headers, Optional scale_min, Optional scale_max)
    CX_CSAT_BY = CxAnswer("CX_CSAT_BY", Array(scores, segments, threshold, weights, confidence, min_base, headers, scale_min, scale_max), "ndnnnndnn")
End Function

Public Function CX_NPS_TREND(scores, dates, Optional period, Optional window, Optional weights, Optional confidence, Optional min_base, Optional headers)
    CX_NPS_TREND = CxAnswer("CX_NPS_TREND", Array(scores, dates, period, window, weights, confidence, min_base, headers), "nddnnnnd")
End Function

Public Function CX_CSAT_TREND(scores, dates, Optional period, Optional window, Optional threshold, Optional weights, Optional confidence, Optional min_base, Optional headers, Optional scale_min, Optional scale_max)
    CX_CSAT_TREND = CxAnswer("CX_CSAT_TREND", Array(scores, dates, period, window, threshold, weights, confidence, min_base, headers, scale_min, scale_max), "nddnnnnndnn")
End Function

Public Function CX_BY(metric, values, segments, Optional option_, Optional weights, Optional confidence, Optional min_base, Optional headers, Optional scale_min, Optional scale_max, Optional high_is_easy)
    CX_BY = CxAnswer("CX_BY", Array(metric, values, segments, option_, weights, confidence, min_base, headers, scale_min, scale_max, high_is_easy), "dndnnnndnnd")
End Function

Public Function CX_NPS_FROM_SCORES(scores, counts, Optional min_base)
    CX_NPS_FROM_SCORES = CxAnswer("CX_NPS_FROM_SCORES", Array(scores, counts, min_base), "nnn")
End Function

Public Function CX_NPS_CI_FROM_SCORES(scores, counts, Optional confidence, Optional method)
    CX_NPS_CI_FROM_SCORES = CxAnswer("CX_NPS_CI_FROM_SCORES", Array(scores, counts, confidence, method), "nnnd")
End Function

Public Function CX_NPS_SPLIT_FROM_SCORES(scores, counts, Optional as_counts)
    CX_NPS_SPLIT_FROM_SCORES = CxAnswer("CX_NPS_SPLIT_FROM_SCORES", Array(scores, counts, as_counts), "nnd")
End Function

Public Function CX_CSAT_FROM_SCORES(scores, counts, Optional threshold, Optional scale_min, Optional scale_max, Optional min_base)
    CX_CSAT_FROM_SCORES = CxAnswer("CX_CSAT_FROM_SCORES", Array(scores, counts, threshold, scale_min, scale_max, min_base), "nnnnnn")
End Function

Public Function CX_CSAT_CI_FROM_SCORES(scores, counts, Optional threshold, Optional confidence, Optional method, Optional scale_min, Optional scale_max)
    CX_CSAT_CI_FROM_SCORES = CxAnswer("CX_CSAT_CI_FROM_SCORES", Array(scores, counts, threshold, confidence, method, scale_min, scale_max), "nnnndnn")
End Function

Public Function CX_CES_FROM_SCORES(scores, counts, Optional method, Optional scale_max, Optional high_is_easy, Optional min_base)
    CX_CES_FROM_SCORES = CxAnswer("CX_CES_FROM_SCORES", Array(scores, counts, method, scale_max, high_is_easy, min_base), "nndndn")
End Function

Public Function CX_CES_CI_FROM_SCORES(scores, counts, Optional method, Optional scale_max, Optional high_is_easy, Optional confidence)
    CX_CES_CI_FROM_SCORES = CxAnswer("CX_CES_CI_FROM_SCORES", Array(scores, counts, method, scale_max, high_is_easy, confidence), "nndndn")
End Function

Public Function CX_MEAN_CI_FROM_SCORES(values, counts, Optional confidence)
    CX_MEAN_CI_FROM_SCORES = CxAnswer("CX_MEAN_CI_FROM_SCORES", Array(values, counts, confidence), "nnn")
End Function

Public Function CX_BY_FROM_SCORES(metric, values, counts, segments, Optional option_, Optional confidence, Optional min_base, Optional headers, Optional scale_min, Optional scale_max, Optional high_is_easy)
    CX_BY_FROM_SCORES = CxAnswer("CX_BY_FROM_SCORES", Array(metric, values, counts, segments, option_, confidence, min_base, headers, scale_min, scale_max, high_is_easy), "dnndnnndnnd")
End Function

Public Function CX_NPS_TREND_FROM_SCORES(scores, counts, dates, Optional period, Optional window, Optional confidence, Optional min_base, Optional headers)
    CX_NPS_TREND_FROM_SCORES = CxAnswer("CX_NPS_TREND_FROM_SCORES", Array(scores, counts, dates, period, window, confidence, min_base, headers), "nnddnnnd")
End Function

Public Function CX_CSAT_TREND_FROM_SCORES(scores, counts, dates, Optional period, Optional window, Optional threshold, Optional confidence, Optional min_base, Optional headers, Optional scale_min, Optional scale_max)
    CX_CSAT_TREND_FROM_SCORES = CxAnswer("CX_CSAT_TREND_FROM_SCORES", Array(scores, counts, dates, period, window, threshold, confidence, min_base, headers, scale_min, scale_max), "nnddnnnndnn")
End Function

Public Function CX_NPS_CLASS(scores, Optional as_code)
    CX_NPS_CLASS = CxAnswer("CX_NPS_CLASS", Array(scores, as_code), "nd")
End Function

Public Function CX_RFM_SCORE(customer_ids, dates, amounts, Optional as_of, Optional bins, Optional headers)
    CX_RFM_SCORE = CxAnswer("CX_RFM_SCORE", Array(customer_ids, dates, amounts, as_of, bins, headers), "ddndnd")
End Function

Public Function CX_WEIGHTS(segments, target_segments, target_shares, Optional cap)
    CX_WEIGHTS = CxAnswer("CX_WEIGHTS", Array(segments, target_segments, target_shares, cap), "ddnn")
End Function

Public Function CX_RAKE(factors, targets, Optional max_iter, Optional tolerance, Optional cap)
    CX_RAKE = CxAnswer("CX_RAKE", Array(factors, targets, max_iter, tolerance, cap), "ddnnn")
End Function

Public Function CX_CHURN_RATE(start, lost)
    CX_CHURN_RATE = CxAnswer("CX_CHURN_RATE", Array(start, lost), "nn")
End Function

Public Function CX_ATTRITION(start, new_, end_, Optional as_count)
    CX_ATTRITION = CxAnswer("CX_ATTRITION", Array(start, new_, end_, as_count), "nnnd")
End Function

Public Function CX_RETENTION_RATE(start, end_, new_)
    CX_RETENTION_RATE = CxAnswer("CX_RETENTION_RATE", Array(start, end_, new_), "nnn")
End Function

Public Function CX_REPEAT_RATE(customer_ids, Optional dates, Optional first, Optional last, Optional amounts, Optional has_header)
    CX_REPEAT_RATE = CxAnswer("CX_REPEAT_RATE", Array(customer_ids, dates, first, last, amounts, has_header), "ddddnd")
End Function

Public Function CX_REVENUE_RETENTION(start, expansion, contraction, churned, Optional gross)
    CX_REVENUE_RETENTION = CxAnswer("CX_REVENUE_RETENTION", Array(start, expansion, contraction, churned, gross), "nnnnd")
End Function

Public Function CX_RATE_CONVERT(rate, Optional period, Optional into, Optional kind)
    CX_RATE_CONVERT = CxAnswer("CX_RATE_CONVERT", Array(rate, period, into, kind), "nddd")
End Function

Public Function CX_SURVIVAL(start, end_, as_of, Optional unit, Optional confidence, Optional headers)
    CX_SURVIVAL = CxAnswer("CX_SURVIVAL", Array(start, end_, as_of, unit, confidence, headers), "ddddnd")
End Function

Public Function CX_COHORT(customer_ids, dates, Optional period, Optional measure, Optional amounts, Optional headers)
    CX_COHORT = CxAnswer("CX_COHORT", Array(customer_ids, dates, period, measure, amounts, headers), "ddddnd")
End Function

Public Function CX_RFM(customer_ids, dates, Optional amounts, Optional as_of, Optional unit, Optional grain, Optional headers)
    CX_RFM = CxPatientAnswer("CX_RFM", Array(customer_ids, dates, amounts, as_of, unit, grain, headers), "ddndddd")
End Function

Public Function CX_CLV(order_value, orders_per_period, periods, Optional margin)
    CX_CLV = CxAnswer("CX_CLV", Array(order_value, orders_per_period, periods, margin), "nnnn")
End Function

Public Function CX_CLV_RETENTION(margin, retention, discount, Optional periods, Optional timing, Optional acquisition_cost)
    CX_CLV_RETENTION = CxAnswer("CX_CLV_RETENTION", Array(margin, retention, discount, periods, timing, acquisition_cost), "nnnndn")
End Function

Public Function CX_SBG_FIT(survivors, Optional customers)
    CX_SBG_FIT = CxPatientAnswer("CX_SBG_FIT", Array(survivors, customers), "nn")
End Function

Public Function CX_SBG_SURVIVAL(params, periods, Optional kind)
    CX_SBG_SURVIVAL = CxPatientAnswer("CX_SBG_SURVIVAL", Array(params, periods, kind), "dnd")
End Function

Public Function CX_SBG_CLV(params, margin, discount, Optional renewals)
    CX_SBG_CLV = CxPatientAnswer("CX_SBG_CLV", Array(params, margin, discount, renewals), "dnnn")
End Function

Public Function CX_BGNBD_FIT(frequency, recency, age, Optional customers, Optional model)
    CX_BGNBD_FIT = CxPatientAnswer("CX_BGNBD_FIT", Array(frequency, recency, age, customers, model), "nnnnd")
End Function

Public Function CX_BGNBD_ALIVE(params, frequency, recency, age, Optional model)
    CX_BGNBD_ALIVE = CxPatientAnswer("CX_BGNBD_ALIVE", Array(params, frequency, recency, age, model), "dnnnd")
End Function

Public Function CX_BGNBD_EXPECTED(params, horizon, Optional frequency, Optional recency, Optional age, Optional model)
    CX_BGNBD_EXPECTED = CxPatientAnswer("CX_BGNBD_EXPECTED", Array(params, horizon, frequency, recency, age, model), "dnnnnd")
End Function

Public Function CX_BGNBD_INTERVAL(params, horizon, frequency, recency, age, Optional confidence, Optional each_, Optional seed, Optional headers)
    CX_BGNBD_INTERVAL = CxPatientAnswer("CX_BGNBD_INTERVAL", Array(params, horizon, frequency, recency, age, confidence, each_, seed, headers), "dnnnnndnd")
End Function

Public Function CX_GG_FIT(frequency, monetary, Optional customers)
    CX_GG_FIT = CxPatientAnswer("CX_GG_FIT", Array(frequency, monetary, customers), "nnn")
End Function

Public Function CX_GG_SPEND(params, frequency, monetary)
    CX_GG_SPEND = CxPatientAnswer("CX_GG_SPEND", Array(params, frequency, monetary), "dnn")
End Function

Public Function CX_CLV_BGNBD(params, spend_params, frequency, recency, age, monetary, horizon, Optional discount, Optional margin, Optional period, Optional model)
    CX_CLV_BGNBD = CxPatientAnswer("CX_CLV_BGNBD", Array(params, spend_params, frequency, recency, age, monetary, horizon, discount, margin, period, model), "ddnnnnnnnnd")
End Function

Public Function CX_CLV_INTERVAL(params, spend_params, frequency, recency, age, monetary, horizon, Optional discount, Optional margin, Optional period, Optional confidence, Optional each_, Optional seed, Optional headers)
    CX_CLV_INTERVAL = CxPatientAnswer("CX_CLV_INTERVAL", Array(params, spend_params, frequency, recency, age, monetary, horizon, discount, margin, period, confidence, each_, seed, headers), "ddnnnnnnnnndnd")
End Function

Public Function CX_BGBB_FIT(frequency, recency, occasions, Optional customers)
    CX_BGBB_FIT = CxPatientAnswer("CX_BGBB_FIT", Array(frequency, recency, occasions, customers), "nnnn")
End Function

Public Function CX_BGBB_ALIVE(params, frequency, recency, occasions)
    CX_BGBB_ALIVE = CxPatientAnswer("CX_BGBB_ALIVE", Array(params, frequency, recency, occasions), "dnnn")
End Function

Public Function CX_BGBB_EXPECTED(params, horizon, Optional frequency, Optional recency, Optional occasions)
    CX_BGBB_EXPECTED = CxPatientAnswer("CX_BGBB_EXPECTED", Array(params, horizon, frequency, recency, occasions), "dnnnn")
End Function

Public Function CX_CLV_CHECK(customer_ids, dates, split, Optional amounts, Optional as_of, Optional unit, Optional model, Optional grain, Optional confidence, Optional seed, Optional headers)
    CX_CLV_CHECK = CxPatientAnswer("CX_CLV_CHECK", Array(customer_ids, dates, split, amounts, as_of, unit, model, grain, confidence, seed, headers), "dddnddddnnd")
End Function

Public Function CX_CAC(sales_cost, marketing_cost, new_customers)
    CX_CAC = CxAnswer("CX_CAC", Array(sales_cost, marketing_cost, new_customers), "nnn")
End Function

Public Function CX_CPL(cost, leads)
    CX_CPL = CxAnswer("CX_CPL", Array(cost, leads), "nn")
End Function

Public Function CX_ROI(gain, cost)
    CX_ROI = CxAnswer("CX_ROI", Array(gain, cost), "nn")
End Function

Public Function CX_CAC_PAYBACK(cac, revenue_per_period, Optional margin)
    CX_CAC_PAYBACK = CxAnswer("CX_CAC_PAYBACK", Array(cac, revenue_per_period, margin), "nnn")
End Function

Public Function CX_RATE(part, whole)
    CX_RATE = CxAnswer("CX_RATE", Array(part, whole), "nn")
End Function

Public Function CX_RATE_CI(successes, n, Optional confidence, Optional method)
    CX_RATE_CI = CxAnswer("CX_RATE_CI", Array(successes, n, confidence, method), "nnnd")
End Function

Public Function CX_FCR(contacts_per_case, Optional resolved)
    CX_FCR = CxAnswer("CX_FCR", Array(contacts_per_case, resolved), "nd")
End Function

Public Function CX_SERVICE_LEVEL(wait, Optional target, Optional abandoned, Optional base, Optional short)
    CX_SERVICE_LEVEL = CxAnswer("CX_SERVICE_LEVEL", Array(wait, target, abandoned, base, short), "nnddn")
End Function

Public Function CX_RESPONSE_TIME(created, first_reply, Optional stat, Optional unit, Optional is_auto, Optional target)
    CX_RESPONSE_TIME = CxAnswer("CX_RESPONSE_TIME", Array(created, first_reply, stat, unit, is_auto, target), "dddddn")
End Function

Public Function CX_VOLUME_BY_CHANNEL(channels, Optional volumes, Optional headers, Optional has_header)
    CX_VOLUME_BY_CHANNEL = CxAnswer("CX_VOLUME_BY_CHANNEL", Array(channels, volumes, headers, has_header), "dndd")
End Function

Public Function CX_BOT_CONTAINMENT(conversations, handed_over, Optional resolved)
    CX_BOT_CONTAINMENT = CxAnswer("CX_BOT_CONTAINMENT", Array(conversations, handed_over, resolved), "nnn")
End Function

Public Function CX_SELF_SERVICE(help_users, ticket_users, Optional as_share)
    CX_SELF_SERVICE = CxAnswer("CX_SELF_SERVICE", Array(help_users, ticket_users, as_share), "nnd")
End Function

Public Function CX_ENGAGEMENT_RATE(interactions, base)
    CX_ENGAGEMENT_RATE = CxAnswer("CX_ENGAGEMENT_RATE", Array(interactions, base), "nn")
End Function

Public Function CX_BOUNCE_RATE(sessions, engaged_sessions)
    CX_BOUNCE_RATE = CxAnswer("CX_BOUNCE_RATE", Array(sessions, engaged_sessions), "nn")
End Function

Public Function CX_AUDIENCE_GROWTH(start, end_, Optional periods)
    CX_AUDIENCE_GROWTH = CxAnswer("CX_AUDIENCE_GROWTH", Array(start, end_, periods), "nnn")
End Function

Public Function CX_DRIVERS(outcome, drivers, Optional method, Optional weights, Optional headers)
    CX_DRIVERS = CxPatientAnswer("CX_DRIVERS", Array(outcome, drivers, method, weights, headers), "nndnd")
End Function

Public Function CX_IPA(names, importance, performance, Optional cut, Optional headers, Optional importance_limits, Optional performance_limits)
    CX_IPA = CxPatientAnswer("CX_IPA", Array(names, importance, performance, cut, headers, importance_limits, performance_limits), "dnnddnn")
End Function

Public Function CX_KPI_LINK(kpi, outcome, Optional max_lag, Optional difference, Optional headers, Optional season)
    CX_KPI_LINK = CxAnswer("CX_KPI_LINK", Array(kpi, outcome, max_lag, difference, headers, season), "nnnddn")
End Function

Public Function CX_ROCXI(benefit, cost, Optional months, Optional discount)
    CX_ROCXI = CxAnswer("CX_ROCXI", Array(benefit, cost, months, discount), "nnnn")
End Function

Public Function CX_POINTS(labels, Optional mapping, Optional points)
    CX_POINTS = CxAnswer("CX_POINTS", Array(labels, mapping, points), "ddn")
End Function

Public Function CX_DATACHECK(scores, Optional scale_min, Optional scale_max, Optional headers)
    CX_DATACHECK = CxAnswer("CX_DATACHECK", Array(scores, scale_min, scale_max, headers), "dnnd")
End Function

Public Function CX_KPI_STATUS(value, target, Optional floor, Optional amber, Optional green, Optional higher_is_better)
    CX_KPI_STATUS = CxAnswer("CX_KPI_STATUS", Array(value, target, floor, amber, green, higher_is_better), "nnnnnd")
End Function

Public Function CX_BENCHMARK(value, benchmarks, Optional higher_is_better, Optional headers)
    CX_BENCHMARK = CxAnswer("CX_BENCHMARK", Array(value, benchmarks, higher_is_better, headers), "nndd")
End Function

Public Function CX_CONTROL(values, Optional n, Optional labels, Optional run, Optional headers)
    CX_CONTROL = CxAnswer("CX_CONTROL", Array(values, n, labels, run, headers), "nndnd")
End Function
