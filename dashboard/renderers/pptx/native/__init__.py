"""Charts that office programs draw themselves, with the workbook behind them."""
