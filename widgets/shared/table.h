#pragma once

class QAbstractItemModel;
class QTableView;

namespace dsr {

/// A table of ours: whole rows, one at a time, no grid, no edit; Tab leaves it.
QTableView *makeTable(QAbstractItemModel *model);

} // namespace dsr
