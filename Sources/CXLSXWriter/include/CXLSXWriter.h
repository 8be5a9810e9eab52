#ifndef CHARGEBACK_CXLSXWRITER_H
#define CHARGEBACK_CXLSXWRITER_H
#include <stdint.h>
#include <xlsxwriter.h>

// Numbers come as text and become what Excel keeps, a double, here: nothing else of the program has money as one.
lxw_error chargeback_xlsx_number(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *number, lxw_format *format);
// A formula with the result that is shown until a program calculates it anew.
lxw_error chargeback_xlsx_formula(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *formula, const char *result, lxw_format *format);
// A column that is there and not seen.
lxw_error chargeback_xlsx_hide_column(lxw_worksheet *sheet, uint16_t column);
lxw_error chargeback_xlsx_set_width(lxw_worksheet *sheet, uint16_t column, uint16_t characters);
// A new book whose document properties say nothing of the clock; null without memory.
lxw_workbook *chargeback_xlsx_open(const char *path, const char *title);
#endif
