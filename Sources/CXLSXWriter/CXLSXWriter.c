#include "CXLSXWriter.h"

#include <stdlib.h>

// 2000-01-01T00:00:00Z: the same report is the same file, whenever it is written.
static const time_t created_at = 946684800;

lxw_workbook *chargeback_xlsx_open(const char *path, const char *title) {
    lxw_workbook *book = workbook_new(path);
    if (!book) return NULL;
    lxw_doc_properties properties = {.title = (char *)title, .author = "chargeback", .created = created_at};
    if (workbook_set_properties(book, &properties) != LXW_NO_ERROR) return NULL;
    return book;
}

lxw_error chargeback_xlsx_number(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *number, lxw_format *format) {
    return worksheet_write_number(sheet, row, column, strtod(number, NULL), format);
}

lxw_error chargeback_xlsx_formula(
    lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *formula, const char *result, lxw_format *format) {
    return worksheet_write_formula_num(sheet, row, column, formula, format, strtod(result, NULL));
}

lxw_error chargeback_xlsx_hide_column(lxw_worksheet *sheet, uint16_t column) {
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    return worksheet_set_column_opt(sheet, column, column, 24, NULL, &options);
}

lxw_error chargeback_xlsx_set_width(lxw_worksheet *sheet, uint16_t column, uint16_t characters) {
    return worksheet_set_column(sheet, column, column, characters, NULL);
}
