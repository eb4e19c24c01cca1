Attribute VB_Name = "CxHelp_en"
' Generated from the catalogue by cx_xl.hosts.excel.wrappers; do not edit.
Option Explicit
Option Private Module

Public Sub CxDescribe_en()
    Describe1
    Describe2
    Describe3
    Describe4
    Describe5
End Sub

Private Sub Describe1()
    CxDescribeOne "CX_NPS", _
        "Net Promoter Score: % promoters (9-10) minus % detractors (0-6).", Array( _
        "Answers from 0 to 10 to 'would you recommend us?'; blanks are skipped.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "With fewer answers than this the result is #N/A.")
    CxDescribeOne "CX_NPS_IFS", _
        "Net Promoter Score of the answers that meet all criteria.", Array( _
        "Answers from 0 to 10 to 'would you recommend us?'; blanks are skipped.", _
        "Pairs of range and criterion, as in COUNTIFS; then, if wanted, of name and value: ""min_base"",30.")
    CxDescribeOne "CX_NPS_FROM_COUNTS", _
        "Net Promoter Score when only the three counts are known.", Array( _
        "How many gave 9 or 10.", _
        "How many gave 7 or 8.", _
        "How many gave 0 to 6.")
    CxDescribeOne "CX_NPS_SPLIT", _
        "Shares of promoters, passives and detractors, and the base.", Array( _
        "Answers from 0 to 10 to 'would you recommend us?'; blanks are skipped.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "TRUE for counts (or weights), FALSE (default) for shares.")
    CxDescribeOne "CX_NPS_CI", _
        "Confidence interval of the Net Promoter Score: low and high.", Array( _
        "Answers from 0 to 10 to 'would you recommend us?'; blanks are skipped.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """adjusted"" (adjusted Wald, the default), ""score"" (Tango) or ""wald"".", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_CLI", _
        "Customer Loyalty Index: mean from 0 to 100 of the loyalty questions.", Array( _
        "Answers to the loyalty questions, one column per question.", _
        "How many answers each question offers: 6 by default.", _
        "TRUE (default) if 1 is the best answer, FALSE if it is the worst.", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_CSAT", _
        "Customer Satisfaction Score: share of satisfied answers (4-5 of 5).", Array( _
        "Answers on the scale of the question; blank cells are skipped.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.", _
        "With fewer answers than this the result is #N/A.")
    CxDescribeOne "CX_CSAT_IFS", _
        "Customer Satisfaction Score of the answers that meet all criteria.", Array( _
        "Answers on the scale of the question; blank cells are skipped.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "Pairs of range and criterion, as in COUNTIFS; then, if wanted, of name and value: ""min_base"",30.")
    CxDescribeOne "CX_CSAT_CI", _
        "Confidence interval of CSAT from raw answers: low and high.", Array( _
        "Answers on the scale of the question; blank cells are skipped.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """wilson"" (default), ""agresti-coull"", ""exact"", ""jeffreys"" or ""wald"".", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.")
    CxDescribeOne "CX_CSI", _
        "Customer Satisfaction Index: (weighted) mean of one or more questions.", Array( _
        "Answers, one column per question and one row per person.", _
        "The importance of each question; leave it out if all are equal.", _
        "Lowest answer; with scale_max the index runs from 0 to 100.", _
        "Highest answer; with scale_min the index runs from 0 to 100.", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_CES", _
        "Customer Effort Score: share who found it easy (5-7 of 7, 4-5 of 5).", Array( _
        "Answers on the scale of the question; blank cells are skipped.", _
        """top"" (default): share who found it easy, 5-7 of 7; ""mean""; ""net"": % very easy (6-7) minus % hard (1-3).", _
        "Highest answer of the question: 7 (default) or 5.", _
        "TRUE (default) if the highest answer means easy, FALSE if it means hard.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "With fewer answers than this the result is #N/A.")
    CxDescribeOne "CX_CES_IFS", _
        "Customer Effort Score of the answers that meet all criteria.", Array( _
        "Answers on the scale of the question; blank cells are skipped.", _
        """top"" (default): share who found it easy, 5-7 of 7; ""mean""; ""net"": % very easy (6-7) minus % hard (1-3).", _
        "Pairs of range and criterion, as in COUNTIFS; then, if wanted, of name and value: ""min_base"",30.")
    CxDescribeOne "CX_CES_CI", _
        "Confidence interval of CES from raw answers: low and high.", Array( _
        "Answers on the scale of the question; blank cells are skipped.", _
        """top"" (default): share who found it easy, 5-7 of 7; ""mean""; ""net"": % very easy (6-7) minus % hard (1-3).", _
        "Highest answer of the question: 7 (default) or 5.", _
        "TRUE (default) if the highest answer means easy, FALSE if it means hard.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_CXI", _
        "Customer Experience Index: mean net score of needs, ease and enjoyment.", Array( _
        "Answers from 1 to 5 to 'did we meet your needs?'.", _
        "Answers from 1 to 5 to 'how easy was it?'.", _
        "Answers from 1 to 5 to 'how enjoyable was it?'.", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_SERVQUAL", _
        "SERVQUAL: gap between service perceived and expected, by dimension.", Array( _
        "What customers experienced: one column per question, one row per person.", _
        "What they had expected: the same questions and people.", _
        "The dimension of each question; left out, the 22 standard questions.", _
        "Importance of each dimension in order, 100 points shared out; left out, all are equal.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_PILLARS", _
        "Six pillars of customer experience: means, weights from your data, index.", Array( _
        "Six columns: personalisation, integrity, expectations, resolution, time and effort, empathy.", _
        "What is to be explained (overall score, NPS answer), one row per person.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.", _
        """relative"" (Johnson, the default), ""shapley"" or ""correlation"".", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_ESI", _
        "Employee Satisfaction Index: mean from 0 to 100 of three questions.", Array( _
        "Answers to the three questions, one column each, from 1 up.", _
        "Highest answer of the questions: 10 by default.")
    CxDescribeOne "CX_NPS_CI_COUNTS", _
        "Confidence interval of the Net Promoter Score from the three counts.", Array( _
        "How many gave 9 or 10.", _
        "How many gave 7 or 8.", _
        "How many gave 0 to 6.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """adjusted"" (adjusted Wald, the default), ""score"" (Tango) or ""wald"".")
    CxDescribeOne "CX_MEAN_CI", _
        "Confidence interval of a mean, also a weighted one: low and high.", Array( _
        "The numbers to average: answers, minutes, money; blanks are skipped.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_EFFECTIVE_N", _
        "Kish's effective base: what the answers are worth once weighted.", Array( _
        "One weight per answer, 0 or more.")
End Sub

Private Sub Describe2()
    CxDescribeOne "CX_NPS_SAMPLE_SIZE", _
        "Answers needed for a Net Promoter Score within a margin of error.", Array( _
        "How far off the score may be, in points: 5 for plus or minus 5.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "Share of promoters you expect; 0.5 is the worst case.", _
        "Share of detractors you expect; 0.5 is the worst case.", _
        "How many people you could ask; leave it out if they are very many.")
    CxDescribeOne "CX_RATE_SAMPLE_SIZE", _
        "Answers needed for a share (CSAT, FCR) within a margin of error.", Array( _
        "How far off the share may be, as a fraction: 0.05 for 5 points of %.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "The share you expect; 0.5 is the worst case.", _
        "How many people you could ask; leave it out if they are very many.")
    CxDescribeOne "CX_NPS_TEST", _
        "Compares two Net Promoter Scores: p-value (below 0.05 they usually differ).", Array( _
        "Answers of the first group or period.", _
        "Answers of the second group or period; other people than the first.", _
        """adjusted"" (adjusted Wald, the default) or ""wald"" (for large groups only).", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.", _
        "One weight per answer of the first group; left out, all count the same.", _
        "One weight per answer of the second group; left out, all count the same.")
    CxDescribeOne "CX_CSAT_TEST", _
        "Compares two Customer Satisfaction Scores: p-value of the difference.", Array( _
        "Answers of the first group or period.", _
        "Answers of the second group or period; other people than the first.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        """n-1"" (default), ""pooled"" (plain z-test) or ""fisher"" (exact).", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.", _
        "One weight per answer of the first group; left out, all count the same.", _
        "One weight per answer of the second group; left out, all count the same.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.")
    CxDescribeOne "CX_RATE_TEST", _
        "Compares two shares (CSAT, FCR, churn): p-value of the difference.", Array( _
        "How many succeeded in the first group.", _
        "Out of how many: the base of the first group.", _
        "How many succeeded in the second group.", _
        "Out of how many: the base of the second group.", _
        """n-1"" (default), ""pooled"" (plain z-test) or ""fisher"" (exact).", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.")
    CxDescribeOne "CX_NPS_DIFF", _
        "Difference of two Net Promoter Scores: points, low, high and p-value.", Array( _
        "Answers of the first group or period.", _
        "Answers of the second group or period; other people than the first.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """adjusted"" (adjusted Wald, the default) or ""wald"" (for large groups only).", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.", _
        "One weight per answer of the first group; left out, all count the same.", _
        "One weight per answer of the second group; left out, all count the same.")
    CxDescribeOne "CX_RATE_DIFF", _
        "Difference of two shares (CSAT, churn, FCR): value, low, high and p-value.", Array( _
        "How many succeeded in the first group.", _
        "Out of how many: the base of the first group.", _
        "How many succeeded in the second group.", _
        "Out of how many: the base of the second group.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.")
    CxDescribeOne "CX_NPS_TARGET_TEST", _
        "Compares a Net Promoter Score with a target: p-value of the distance.", Array( _
        "Answers from 0 to 10 to 'would you recommend us?'; blanks are skipped.", _
        "The NPS to reach, in points from -100 to 100: a goal or a benchmark.", _
        """adjusted"" (default), ""score"" (take it for tails 1 and a target below 0) or ""wald"".", _
        "2 (default) asks if the NPS differs from the target, 1 if it is above it.", _
        "One weight per answer, 0 or more; leave it out if all count the same.")
    CxDescribeOne "CX_NPS_DIFF_PAIRED", _
        "Difference of two Net Promoter Scores of the same customers, with interval.", Array( _
        "Answers of the first wave or question, one customer per row.", _
        "Answers of the same customers in the second, in the same rows.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.")
    CxDescribeOne "CX_RATE_DIFF_PAIRED", _
        "Difference of two shares of the same customers, from the four counts.", Array( _
        "Customers who succeeded (satisfied, on time) both times.", _
        "Customers who succeeded the first time only.", _
        "Customers who succeeded the second time only.", _
        "Customers who succeeded neither time.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "2 (default) asks whether they differ; 1 whether the first is higher: choose before you look.")
    CxDescribeOne "CX_NPS_BY", _
        "Net Promoter Score by segment, with base, interval and comparison.", Array( _
        "One answer per row; rows without an answer are skipped.", _
        "The segment of each answer, one cell per answer.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_CSAT_BY", _
        "Customer Satisfaction Score by segment, with base, interval and comparison.", Array( _
        "One answer per row; rows without an answer are skipped.", _
        "The segment of each answer, one cell per answer.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.")
    CxDescribeOne "CX_NPS_TREND", _
        "Net Promoter Score by period or rolling, with base, interval and change.", Array( _
        "One answer per row; rows without an answer are skipped.", _
        "The date of each answer: real dates, not text.", _
        """D"" day, ""W"" ISO week, ""M"" month, ""Q"" quarter or ""Y"" year.", _
        "Periods whose answers are pooled: 3 with months is a rolling quarter.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_CSAT_TREND", _
        "Customer Satisfaction Score by period or rolling, with base and change.", Array( _
        "One answer per row; rows without an answer are skipped.", _
        "The date of each answer: real dates, not text.", _
        """D"" day, ""W"" ISO week, ""M"" month, ""Q"" quarter or ""Y"" year.", _
        "Periods whose answers are pooled: 3 with months is a rolling quarter.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.")
    CxDescribeOne "CX_BY", _
        "Any KPI by segment: nps, csat, ces, mean, median or rate.", Array( _
        """nps"", ""csat"", ""ces"", ""mean"", ""median"" or ""rate"".", _
        "One answer per row; rows without an answer are skipped.", _
        "The segment of each answer, one cell per answer.", _
        "csat: lowest satisfied answer (4 of 5); ces: scale 7 or 5; rate: lowest hit (1).", _
        "One weight per answer, 0 or more; leave it out if all count the same.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "Lowest answer on offer; left out: nps 0, csat and ces 1, others no limit.", _
        "Highest answer on offer; left out: nps 10, csat 5, ces 7, others no limit.", _
        "TRUE (default) if the highest answer means easy, FALSE if it means hard.")
    CxDescribeOne "CX_NPS_FROM_SCORES", _
        "Net Promoter Score where each answer stands once, beside how many gave it.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "With fewer answers than this the result is #N/A.")
    CxDescribeOne "CX_NPS_CI_FROM_SCORES", _
        "Confidence interval of the Net Promoter Score of counted answers.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """adjusted"" (adjusted Wald, the default), ""score"" (Tango) or ""wald"".")
    CxDescribeOne "CX_NPS_SPLIT_FROM_SCORES", _
        "Shares of promoters, passives and detractors among counted answers.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "TRUE for counts (or weights), FALSE (default) for shares.")
    CxDescribeOne "CX_CSAT_FROM_SCORES", _
        "Customer Satisfaction Score of counted answers: share of satisfied ones.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.", _
        "With fewer answers than this the result is #N/A.")
    CxDescribeOne "CX_CSAT_CI_FROM_SCORES", _
        "Confidence interval of CSAT of counted answers: low and high.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """wilson"" (default), ""agresti-coull"", ""exact"", ""jeffreys"" or ""wald"".", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.")
End Sub

Private Sub Describe3()
    CxDescribeOne "CX_CES_FROM_SCORES", _
        "Customer Effort Score of counted answers: share who found it easy.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        """top"" (default): share who found it easy, 5-7 of 7; ""mean""; ""net"": % very easy (6-7) minus % hard (1-3).", _
        "Highest answer of the question: 7 (default) or 5.", _
        "TRUE (default) if the highest answer means easy, FALSE if it means hard.", _
        "With fewer answers than this the result is #N/A.")
    CxDescribeOne "CX_CES_CI_FROM_SCORES", _
        "Confidence interval of CES of counted answers: low and high.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        """top"" (default): share who found it easy, 5-7 of 7; ""mean""; ""net"": % very easy (6-7) minus % hard (1-3).", _
        "Highest answer of the question: 7 (default) or 5.", _
        "TRUE (default) if the highest answer means easy, FALSE if it means hard.", _
        "Confidence level between 0 and 1, for example 0.95.")
    CxDescribeOne "CX_MEAN_CI_FROM_SCORES", _
        "Confidence interval of the mean of counted answers: low and high.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "Confidence level between 0 and 1, for example 0.95.")
    CxDescribeOne "CX_BY_FROM_SCORES", _
        "Any KPI by segment from counted answers: nps, csat, ces, mean, median, rate.", Array( _
        """nps"", ""csat"", ""ces"", ""mean"", ""median"" or ""rate"".", _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "The segment of each answer, one cell per answer.", _
        "csat: lowest satisfied answer (4 of 5); ces: scale 7 or 5; rate: lowest hit (1).", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "Lowest answer on offer; left out: nps 0, csat and ces 1, others no limit.", _
        "Highest answer on offer; left out: nps 10, csat 5, ces 7, others no limit.", _
        "TRUE (default) if the highest answer means easy, FALSE if it means hard.")
    CxDescribeOne "CX_NPS_TREND_FROM_SCORES", _
        "Net Promoter Score by period from counted answers, with base and change.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "The date of each answer: real dates, not text.", _
        """D"" day, ""W"" ISO week, ""M"" month, ""Q"" quarter or ""Y"" year.", _
        "Periods whose answers are pooled: 3 with months is a rolling quarter.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_CSAT_TREND_FROM_SCORES", _
        "Customer Satisfaction Score by period from counted answers, with change.", Array( _
        "The answers that were given, one per row; an answer may stand in several rows.", _
        "How many gave each: whole numbers from 0, not weights; blanks are skipped.", _
        "The date of each answer: real dates, not text.", _
        """D"" day, ""W"" ISO week, ""M"" month, ""Q"" quarter or ""Y"" year.", _
        "Periods whose answers are pooled: 3 with months is a rolling quarter.", _
        "Lowest answer that counts as satisfied; if left out, the two highest do: 4-5 of 1-5, 6-7 of 1-7.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "With fewer answers than this the result is #N/A.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.")
    CxDescribeOne "CX_NPS_CLASS", _
        "The class of each answer: promoter, passive or detractor.", Array( _
        "Answers from 0 to 10; a blank cell gets a blank class.", _
        "TRUE for 1, 0 and -1, FALSE (default) for words.")
    CxDescribeOne "CX_RFM_SCORE", _
        "RFM segmentation: recency, frequency, monetary and score of each customer.", Array( _
        "The customer of each purchase, one row per purchase.", _
        "The date of each purchase: real dates, not text.", _
        "The amount of each purchase, in money; negative for a return.", _
        "Day on which recency is counted; left out, the last of the dates.", _
        "How many groups per measure: 5 (default) gives scores from 1 to 5.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_WEIGHTS", _
        "Weights that give each segment its true share (mean 1).", Array( _
        "The segment of each respondent; blank cells get a blank weight.", _
        "Every segment once.", _
        "The share of each segment among all customers: 0.3, 30 or a head count.", _
        "Largest weight, 1 or more: the excess goes to the others; left out, no limit.")
    CxDescribeOne "CX_RAKE", _
        "Weights that meet the shares of several factors at once (raking, mean 1).", Array( _
        "One column per factor (age, region) and one row per respondent.", _
        "Three columns: factor (its header, or 1, 2...), level and share.", _
        "Rounds after which it gives up.", _
        "Largest error of a share that is accepted.", _
        "Largest weight, 1 or more: the excess goes to the others; left out, no limit.")
    CxDescribeOne "CX_CHURN_RATE", _
        "Churn rate: customers lost out of those at the start.", Array( _
        "Customers at the start of the period.", _
        "How many of the customers at the start left during the period.")
    CxDescribeOne "CX_ATTRITION", _
        "Attrition from three counts: (start + new - end) / start.", Array( _
        "Customers at the start of the period.", _
        "Customers won during the period.", _
        "Customers at the end of the period, new ones included.", _
        "TRUE for the number of customers lost, FALSE (default) for the rate.")
    CxDescribeOne "CX_RETENTION_RATE", _
        "Retention rate: customers kept out of those at the start.", Array( _
        "Customers at the start of the period.", _
        "Customers at the end of the period, new ones included.", _
        "Customers won during the period.")
    CxDescribeOne "CX_REPEAT_RATE", _
        "Repeat purchase rate: share of customers with two purchases or more.", Array( _
        "The customer of each purchase, one row each.", _
        "Date of each purchase: one day counts once; left out, every row counts.", _
        "First day that counts; left out, all days up to the last one.", _
        "Last day that counts; left out, all days from the first one.", _
        "The amount of each purchase; a negative one is a return, no purchase.", _
        "TRUE if the first row is a header, FALSE if not; else the rule decides.")
    CxDescribeOne "CX_REVENUE_RETENTION", _
        "Net (or gross) revenue retention: recurring revenue kept out of the start.", Array( _
        "Recurring revenue at the start of the period, in money.", _
        "What the same customers added: upgrades, price rises.", _
        "What customers who stayed took away: downgrades, discounts.", _
        "Revenue of the customers who left.", _
        "TRUE without the expansion (gross), FALSE (default) with it (net).")
    CxDescribeOne "CX_RATE_CONVERT", _
        "Converts a rate from monthly to yearly and back: it compounds.", Array( _
        "The rate as a fraction: 0.03 for 3 %.", _
        "The period that the rate is for: ""M"" (default), ""D"", ""W"", ""Q"" or ""Y"".", _
        "The period that you want: ""Y"" (default), ""D"", ""W"", ""M"" or ""Q"".", _
        "What it is a rate of: ""churn"" (default), ""retention"" or ""growth"".")
    CxDescribeOne "CX_SURVIVAL", _
        "Survival curve (Kaplan-Meier): share of customers still there over time.", Array( _
        "The day on which each customer began: real dates, not text.", _
        "The day on which each customer left; blank for those still there.", _
        "The day up to which you know who left: that of the data, not later.", _
        "One row per ""M"" month (default), ""D"" day, ""W"" week or ""Y"" year of stay.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_COHORT", _
        "Cohort matrix: customers, share retained or revenue by period.", Array( _
        "The customer of each purchase, one row per purchase.", _
        "The date of each purchase: real dates, not text.", _
        """D"" day, ""W"" ISO week, ""M"" month, ""Q"" quarter or ""Y"" year.", _
        """retention"" (share still buying, the default), ""customers"" or ""revenue"".", _
        "The amount of each purchase, for ""revenue""; negative for a return.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_RFM", _
        "Purchase history of each customer: frequency, recency, age and spend.", Array( _
        "The customer of each purchase, one row per purchase.", _
        "The date of each purchase: real dates, not text.", _
        "The amount of each purchase, in money; negative for a return.", _
        "Day on which the history ends; left out, the last of the dates.", _
        "Unit of recency and age: ""W"" week (default), ""D"" day, ""M"" month, ""Y"" year.", _
        "Purchases in the same ""D"" day (default), ""W"" week or ""M"" month are one.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_CLV", _
        "Simple Customer Lifetime Value: order value x orders per period x periods.", Array( _
        "Average value of one order, in money.", _
        "Orders of one customer in one period.", _
        "How many such periods a customer stays.", _
        "Gross margin as a fraction: 0.2 for 20 %. Left out: 1, plain revenue.")
End Sub

Private Sub Describe4()
    CxDescribeOne "CX_CLV_RETENTION", _
        "Customer Lifetime Value with a retention and a discount rate.", Array( _
        "Margin per customer and period, in money.", _
        "Share of customers kept from one period to the next, below 1.", _
        "Discount rate per period as a fraction, below 1.", _
        "Number of margins to add up; left out, without end.", _
        "First margin: ""retained"" after a renewal, ""now"", or ""end"" of period 1.", _
        "Cost of winning the customer, in money; it is subtracted.")
    CxDescribeOne "CX_SBG_FIT", _
        "Fits the churn of contract customers, which slows down (sBG model).", Array( _
        "Customers of one cohort at the start and after each period; counts or %.", _
        "Customers that the first value stands for; needed if the values are %.")
    CxDescribeOne "CX_SBG_SURVIVAL", _
        "Share of contract customers still there, period by period (sBG model).", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Periods since the start: whole numbers, one or many.", _
        """survival"" (default): share still there; ""retention"": rate of the period.")
    CxDescribeOne "CX_SBG_CLV", _
        "Customer Lifetime Value of a contract customer, new or about to renew.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Margin per customer and period, in money.", _
        "Discount rate per period as a fraction: 0.1 for 10 %.", _
        "0 (default) for a new customer; n when the n-th renewal is due now.")
    CxDescribeOne "CX_BGNBD_FIT", _
        "Fits how customers without a contract buy again (BG/NBD, Pareto/NBD, NBD).", Array( _
        "Repeat purchases of each customer: those after the first.", _
        "Time from the first to the last purchase; 0 or blank without repeats.", _
        "Time from the first purchase to today, in the same unit.", _
        "How many customers each row stands for; left out, one each.", _
        """bgnbd"" (default), ""mbgnbd"", ""pnbd"" (Pareto/NBD) or ""nbd"" (nobody leaves).")
    CxDescribeOne "CX_BGNBD_ALIVE", _
        "Probability that each customer is still active.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Repeat purchases of each customer: those after the first.", _
        "Time from the first to the last purchase; 0 or blank without repeats.", _
        "Time from the first purchase to today, in the same unit.", _
        """auto"" (default): the model named in the row, ""bgnbd"" if none is.")
    CxDescribeOne "CX_BGNBD_EXPECTED", _
        "Expected purchases of each customer in the time ahead.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "How far to look ahead, in the unit of age.", _
        "Repeat purchases of each customer; leave it out for a new customer.", _
        "Time from the first to the last purchase; 0 or blank without repeats.", _
        "Time from the first purchase to today; leave it out for a new customer.", _
        """auto"" (default): the model named in the row, ""bgnbd"" if none is.")
    CxDescribeOne "CX_BGNBD_INTERVAL", _
        "Expected purchases in the time ahead, with limits that hold if the model is right.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "How far to look ahead, in the unit of age.", _
        "Repeat purchases of each customer: those after the first.", _
        "Time from the first to the last purchase; 0 or blank without repeats.", _
        "Time from the first purchase to today, in the same unit.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "FALSE (default) for the total of these customers, TRUE for each of them.", _
        "Start of the simulation: the same number gives the same interval.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_GG_FIT", _
        "Fits how much customers spend per purchase (Gamma-Gamma).", Array( _
        "Repeat purchases of each customer: those after the first.", _
        "Mean spend of the repeat purchases; 0 or blank without repeats.", _
        "How many customers each row stands for; left out, one each.")
    CxDescribeOne "CX_GG_SPEND", _
        "Expected average spend per purchase of each customer.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Repeat purchases of each customer: those after the first.", _
        "Mean spend of the repeat purchases; 0 or blank without repeats.")
    CxDescribeOne "CX_CLV_BGNBD", _
        "Residual Customer Lifetime Value of each customer without a contract.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Repeat purchases of each customer: those after the first.", _
        "Time from the first to the last purchase; 0 or blank without repeats.", _
        "Time from the first purchase to today, in the same unit.", _
        "Mean spend of the repeat purchases; 0 or blank without repeats.", _
        "How far to look ahead, in the unit of age.", _
        "Discount rate per period as a fraction: 0.01 for 1 %. Left out: none.", _
        "Gross margin as a fraction: 0.2 for 20 %. Left out: 1, plain revenue.", _
        "Length of a discount period in the unit of age: a month of weeks is 4.348.", _
        """auto"" (default): the model named in the row, ""bgnbd"" if none is.")
    CxDescribeOne "CX_CLV_INTERVAL", _
        "Residual Customer Lifetime Value, with limits that hold if the model is right.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Repeat purchases of each customer: those after the first.", _
        "Time from the first to the last purchase; 0 or blank without repeats.", _
        "Time from the first purchase to today, in the same unit.", _
        "Mean spend of the repeat purchases; 0 or blank without repeats.", _
        "How far to look ahead, in the unit of age.", _
        "Discount rate per period as a fraction: 0.01 for 1 %. Left out: none.", _
        "Gross margin as a fraction: 0.2 for 20 %. Left out: 1, plain revenue.", _
        "Length of a discount period in the unit of age: a month of weeks is 4.348.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "FALSE (default) for the total of these customers, TRUE for each of them.", _
        "Start of the simulation: the same number gives the same interval.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_BGBB_FIT", _
        "Fits who buys again at set occasions: donations, events, issues (BG/BB).", Array( _
        "Repeat purchases of each customer: those after the first.", _
        "Occasion of the last purchase, counted from 1; 0 or blank without repeats.", _
        "Occasions offered so far, after the one of the first purchase.", _
        "How many customers each row stands for; left out, one each.")
    CxDescribeOne "CX_BGBB_ALIVE", _
        "Probability that each customer is still active at the next occasion.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "Repeat purchases of each customer: those after the first.", _
        "Occasion of the last purchase, counted from 1; 0 or blank without repeats.", _
        "Occasions offered so far, after the one of the first purchase.")
    CxDescribeOne "CX_BGBB_EXPECTED", _
        "Expected purchases of each customer at the next occasions.", Array( _
        "The whole row of the fit, so that its model is known; or parameters only.", _
        "How many occasions to look ahead, at most 1000.", _
        "Repeat purchases of each customer; leave it out for a new customer.", _
        "Occasion of the last purchase, counted from 1; 0 or blank without repeats.", _
        "Occasions offered so far; leave it out for a new customer.")
    CxDescribeOne "CX_CLV_CHECK", _
        "Puts the model to the test: predicts purchases already made, and compares.", Array( _
        "The customer of each purchase, one row per purchase.", _
        "The date of each purchase: real dates, not text.", _
        "Last day that the model may see; what comes after is predicted.", _
        "The amount of each purchase, in money; negative for a return.", _
        "Day on which the history ends; left out, the last of the dates.", _
        "Unit of recency and age: ""W"" week (default), ""D"" day, ""M"" month, ""Y"" year.", _
        """bgnbd"" (default), ""mbgnbd"", ""pnbd"" (Pareto/NBD) or ""nbd"" (nobody leaves).", _
        "Purchases in the same ""D"" day (default), ""W"" week or ""M"" month are one.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        "Start of the simulation: the same number gives the same interval.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_CAC", _
        "Customer Acquisition Cost: sales and marketing cost per new customer.", Array( _
        "Sales cost of the period, in money.", _
        "Marketing cost of the same period, in money.", _
        "Customers won in the same period.")
    CxDescribeOne "CX_CPL", _
        "Cost per lead: cost of the campaign over the leads it brought.", Array( _
        "Cost of the campaign, in money.", _
        "Leads that the campaign brought.")
    CxDescribeOne "CX_ROI", _
        "Return on investment: (gain - cost) / cost.", Array( _
        "What the investment brought back: margin, not revenue.", _
        "What was invested, in the same money.")
    CxDescribeOne "CX_CAC_PAYBACK", _
        "Periods after which a customer has paid back the cost of acquisition.", Array( _
        "Customer acquisition cost, in money per customer.", _
        "Revenue of one customer in one period, for example a month.", _
        "Gross margin as a fraction: 0.8 for 80 %. Left out: 1, plain revenue.")
End Sub

Private Sub Describe5()
    CxDescribeOne "CX_RATE", _
        "Simple rate: a part of a whole (response, referral, abandonment).", Array( _
        "How many of the whole: answers, referrals, abandoned calls.", _
        "All that could have been counted: invitations, customers, calls.")
    CxDescribeOne "CX_RATE_CI", _
        "Confidence interval of any share (CSAT, FCR, churn): low and high.", Array( _
        "How many succeeded: satisfied, solved, lost.", _
        "Out of how many: the base.", _
        "Confidence level between 0 and 1, for example 0.95.", _
        """wilson"" (default), ""agresti-coull"", ""exact"", ""jeffreys"" or ""wald"".")
    CxDescribeOne "CX_FCR", _
        "First Contact Resolution: share of solved cases that took one contact.", Array( _
        "How many contacts each case took, 1 or more; one row per case.", _
        "TRUE for each case that was solved; left out, all were. Blank is FALSE.")
    CxDescribeOne "CX_SERVICE_LEVEL", _
        "Service level: share of calls answered within the target.", Array( _
        "How long each call waited, in seconds, answered or not.", _
        "Longest wait that is on target, in seconds: 20 by default.", _
        "TRUE where the caller hung up; left out, nobody did. Blank is FALSE.", _
        "Out of what: ""offered"" (all calls, the default) or ""answered"".", _
        "Calls abandoned before this many seconds are left out; 0 keeps them all.")
    CxDescribeOne "CX_RESPONSE_TIME", _
        "First response time: median, mean, 90th percentile or share on target.", Array( _
        "When each case came in: real dates with their time.", _
        "When it was first answered; blank while it is not.", _
        """median"" (default), ""mean"", ""p90"", ""max"", ""share"" in target, ""unanswered"".", _
        "Unit of the result and the target: ""s"", ""min"" (default), ""h"" or ""d"".", _
        "TRUE where the first reply was automatic: no answer yet; left out, none was.", _
        "For ""share"": the longest time that is on target, in the same unit.")
    CxDescribeOne "CX_VOLUME_BY_CHANNEL", _
        "Contacts by channel: how many, and their share of all.", Array( _
        "The channel of each contact or row of volumes.", _
        "How many contacts each row stands for; left out, one.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "TRUE if the first row is a header, FALSE if not; else the rule decides.")
    CxDescribeOne "CX_BOT_CONTAINMENT", _
        "Share of conversations that the bot closed alone.", Array( _
        "Conversations that the bot began.", _
        "How many of them a person took over.", _
        "How many the bot solved alone, the stricter measure; left out, all it kept.")
    CxDescribeOne "CX_SELF_SERVICE", _
        "Self-service score: help-centre visitors per customer with a ticket.", Array( _
        "Visitors of the help centre.", _
        "Customers who opened a ticket.", _
        "TRUE for a share of all who needed help, FALSE (default) for the ratio.")
    CxDescribeOne "CX_ENGAGEMENT_RATE", _
        "Engagement rate: interactions per follower, reach or session.", Array( _
        "Interactions (likes, comments, shares), or engaged sessions.", _
        "Out of what: followers, reach, impressions, or all sessions.")
    CxDescribeOne "CX_BOUNCE_RATE", _
        "Bounce rate as in Google Analytics 4: sessions without engagement.", Array( _
        "All sessions.", _
        "Engaged sessions: over 10 seconds, with a key event or two pages.")
    CxDescribeOne "CX_AUDIENCE_GROWTH", _
        "Audience growth: the change, or the mean growth per period.", Array( _
        "Size of the audience at the start, above 0.", _
        "Size of the audience at the end.", _
        "How many periods lie between; above 1 the mean growth per period.")
    CxDescribeOne "CX_DRIVERS", _
        "Key drivers: how much each aspect weighs in the overall result.", Array( _
        "What is to be explained (overall score, NPS answer), one row per person.", _
        "What may explain it: one column per driver, named by the header row.", _
        """relative"" (Johnson, the default), ""shapley"" or ""correlation"".", _
        "One weight per row, 0 or more; left out, all count the same.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_IPA", _
        "Importance-performance analysis: the quadrant of each aspect.", Array( _
        "The name of each aspect.", _
        "How much each aspect matters: stated by customers, or from CX_DRIVERS.", _
        "How well we do in each aspect: its mean score.", _
        "Where high begins: at the ""mean"" (default) or the ""median"" of all.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "Two columns, low and high: the 95 % limits of each importance; left out, nothing is tested.", _
        "Two columns, low and high: the 95 % limits of each performance; left out, nothing is tested.")
    CxDescribeOne "CX_KPI_LINK", _
        "Link from a KPI to a later result: correlation and slope by lag.", Array( _
        "The KPI of each period, oldest first, one row per period.", _
        "The business result of the same periods: sales, churn, orders.", _
        "Try the result up to so many periods after the KPI.", _
        "TRUE to compare changes: two series that merely grow always agree.", _
        "TRUE (default) to show the header row, FALSE to leave it out.", _
        "12 compares each month with that of the year before, 4 each quarter; 0 (default) compares the values.")
    CxDescribeOne "CX_ROCXI", _
        "Return on customer-experience investment: (benefit - cost) / cost.", Array( _
        "What the investment brings over all its months, as margin in money.", _
        "What the investment costs, paid at the start, in the same money.", _
        "Months over which the benefit comes in, in equal parts: 12 by default.", _
        "Discount rate per year as a fraction; 0 (default) does not discount.")
    CxDescribeOne "CX_POINTS", _
        "The points of answers in words: ""Very satisfied"" is 5, ""4 stars"" is 4.", Array( _
        "The column of answers in words; numbers stay as they are.", _
        "Two columns of your own: label and points. Left out: the usual scales.", _
        "Points of the scale (4, 5 or 7), where its words fit several.")
    CxDescribeOne "CX_DATACHECK", _
        "What is unusable in a column of answers, before you trust a KPI.", Array( _
        "The column of answers to check, as it is.", _
        "Lowest answer that the scale offers.", _
        "Highest answer that the scale offers.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_KPI_STATUS", _
        "Traffic light of a KPI: 1 green, 0 amber, -1 red; safe below zero.", Array( _
        "The KPI as it is.", _
        "The KPI as it should be.", _
        "The value that counts as nothing achieved: -100 for NPS, else 0.", _
        "Share of the way to the target from which the light is amber: 0.8.", _
        "Share of the way to the target from which the light is green: 1.", _
        "TRUE (default) for NPS or CSAT, FALSE for churn or cost.")
    CxDescribeOne "CX_BENCHMARK", _
        "Rank among benchmarks, and the gaps to their mean, median and best.", Array( _
        "The KPI as it is.", _
        "The same KPI of others: competitors, countries, stores.", _
        "TRUE (default) for NPS or CSAT, FALSE for churn or cost.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
    CxDescribeOne "CX_CONTROL", _
        "Control chart (XmR or p): limits of a KPI over time, and its signals.", Array( _
        "The KPI of each period, oldest first; with n they are shares from 0 to 1.", _
        "The base of each share (answers, cases); makes the chart a p-chart.", _
        "The name of each period, shown in the first column; else 1, 2, 3 ...", _
        "So many points in a row on one side are a signal too: 8; 0 (default) none.", _
        "TRUE (default) to show the header row, FALSE to leave it out.")
End Sub
